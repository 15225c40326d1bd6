/// Reading calls and their histories.
///
/// May use: `rows`, `web`, `callboard.contracts`, `callboard.viewers`.
@NullMarked
package callboard.calls.call;

import org.jspecify.annotations.NullMarked;
