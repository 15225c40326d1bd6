/// Who may watch: viewers' tokens and logins, as call-service has them.
///
/// May use: `callboard.contracts.viewer`.
@NullMarked
package callboard.realtime.security;

import org.jspecify.annotations.NullMarked;
