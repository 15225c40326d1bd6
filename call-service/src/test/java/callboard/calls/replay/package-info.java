@NullMarked
package callboard.calls.replay;

import org.jspecify.annotations.NullMarked;
