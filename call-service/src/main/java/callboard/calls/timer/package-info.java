/// Callboard notices by itself: looks for calls on which something is due and has the write path do it.
///
/// May use: `background`, `intake`.
@NullMarked
package callboard.calls.timer;

import org.jspecify.annotations.NullMarked;
