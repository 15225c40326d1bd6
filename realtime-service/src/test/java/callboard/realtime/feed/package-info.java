@NullMarked
package callboard.realtime.feed;

import org.jspecify.annotations.NullMarked;
