/// Who may read and what they see of it, judged alike by both services: tokens of the configuration, and what the
/// claims of a login show.
///
/// Uses no other package.
@NullMarked
package callboard.contracts.viewer;

import org.jspecify.annotations.NullMarked;
