/// The queues that calls wait in, and their limits.
///
/// May use: `audit`, `background`, `database`, `lifecycle`, `rows`, `stats` (the call centre's zone),
/// `callboard.contracts`, `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.queue;

import org.jspecify.annotations.NullMarked;
