/// How stored rows are read: the parts that more than one reader needs.
///
/// May use: `callboard.contracts`.
@NullMarked
package callboard.calls.rows;

import org.jspecify.annotations.NullMarked;
