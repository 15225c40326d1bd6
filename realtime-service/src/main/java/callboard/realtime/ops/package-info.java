/// What ops see. Uses `feed`.
@NullMarked
package callboard.realtime.ops;

import org.jspecify.annotations.NullMarked;
