/// Callboard notices by itself: looks for calls on which something is due and has the write path see to them.
///
/// May use: `background`, `intake`.
@NullMarked
package callboard.calls.timer;

import org.jspecify.annotations.NullMarked;
