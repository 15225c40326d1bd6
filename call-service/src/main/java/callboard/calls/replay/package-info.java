/// The board over a time that is past, told by the stored events of its calls.
///
/// May use: `database`, `lifecycle`, `queue`, `rows`, `web`, `callboard.contracts`, `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.replay;

import org.jspecify.annotations.NullMarked;
