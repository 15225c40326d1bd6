/// Forgets calls that ended long ago, and old alerts. Statistics stay for longer, folded.
///
/// May use: `rows`.
@NullMarked
package callboard.calls.retention;

import org.jspecify.annotations.NullMarked;
