/// What runs again and again in the background, each on a thread of its own.
///
/// May use: nothing of ours.
@NullMarked
package callboard.calls.background;

import org.jspecify.annotations.NullMarked;
