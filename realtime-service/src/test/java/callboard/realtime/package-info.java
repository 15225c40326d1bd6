/// The whole service, started as it is, and the raw clients that talk to it.
@NullMarked
package callboard.realtime;

import org.jspecify.annotations.NullMarked;
