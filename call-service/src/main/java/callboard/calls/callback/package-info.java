/// Who calls the callers of lost calls back, as they say themselves.
///
/// May use: `database`, `outbox`, `rows`, `web`, `callboard.contracts.viewer`, `callboard.contracts`.
@NullMarked
package callboard.calls.callback;

import org.jspecify.annotations.NullMarked;
