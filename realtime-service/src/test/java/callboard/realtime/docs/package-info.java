/// What is said of the sockets, held against them.
@NullMarked
package callboard.realtime.docs;

import org.jspecify.annotations.NullMarked;
