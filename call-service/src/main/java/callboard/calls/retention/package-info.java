/// Forgets calls that ended long ago. Statistics stay for longer, folded.
///
/// May use: `rows`.
@NullMarked
package callboard.calls.retention;

import org.jspecify.annotations.NullMarked;
