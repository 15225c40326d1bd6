/// What keeps the two ends of the wire in step: the generated TypeScript, its golden values, and what is refused.
@NullMarked
package callboard.contracts;

import org.jspecify.annotations.NullMarked;
