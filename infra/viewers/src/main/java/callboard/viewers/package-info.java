/// Who may read and what they see of it: tokens of the configuration and logins (JWT), judged alike by both
/// services.
///
/// Uses no other package.
@NullMarked
package callboard.viewers;

import org.jspecify.annotations.NullMarked;
