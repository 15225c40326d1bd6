/// What administrators change: kept in the transaction that changes it, and read.
///
/// May use: `database`, `rows`, `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.audit;

import org.jspecify.annotations.NullMarked;
