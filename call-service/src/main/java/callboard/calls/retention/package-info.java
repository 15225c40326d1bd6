/// Forgets calls that ended long ago, and old alerts. Statistics stay.
@NullMarked
package callboard.calls.retention;

import org.jspecify.annotations.NullMarked;
