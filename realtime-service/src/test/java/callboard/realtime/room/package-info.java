@NullMarked
package callboard.realtime.room;

import org.jspecify.annotations.NullMarked;
