/// Forgets calls that ended long ago. Statistics stay.
@NullMarked
package callboard.calls.retention;

import org.jspecify.annotations.NullMarked;
