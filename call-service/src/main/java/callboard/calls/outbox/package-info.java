/// The way out: rows are appended in the write path's transaction and published to Redis after its commit, in
/// order per call and at least once.
///
/// May use: `audit`, `background`, `database`, `rows`, `tracing`, `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.outbox;

import org.jspecify.annotations.NullMarked;
