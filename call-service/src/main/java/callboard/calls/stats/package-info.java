/// The wallboard's numbers.
///
/// May use: `callboard.contracts`.
@NullMarked
package callboard.calls.stats;

import org.jspecify.annotations.NullMarked;
