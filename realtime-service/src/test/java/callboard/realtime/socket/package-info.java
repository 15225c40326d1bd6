@NullMarked
package callboard.realtime.socket;

import org.jspecify.annotations.NullMarked;
