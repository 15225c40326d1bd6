/// Reading calls and their histories.
///
/// May use: `database`, `rows`, `web`, `callboard.contracts`, `callboard.viewers`.
@NullMarked
package callboard.calls.call;

import org.jspecify.annotations.NullMarked;
