/// Before the service starts: the wait for its database.
///
/// May use: `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.startup;

import org.jspecify.annotations.NullMarked;
