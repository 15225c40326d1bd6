/// Reading calls and their histories.
///
/// May use: `csv`, `database`, `lifecycle`, `queue`, `rows`, `web`, `callboard.contracts`,
/// `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.call;

import org.jspecify.annotations.NullMarked;
