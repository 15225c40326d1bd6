@NullMarked
package callboard.calls.ops;

import org.jspecify.annotations.NullMarked;
