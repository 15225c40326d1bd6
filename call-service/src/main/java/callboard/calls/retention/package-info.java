/// Removes calls that ended long ago, old alerts and, much later, old statistics.
///
/// May use: `background`, `rows`.
@NullMarked
package callboard.calls.retention;

import org.jspecify.annotations.NullMarked;
