/// What agents are doing and what they did today, as calls and senders tell.
///
/// May use: `background`, `database`, `lifecycle`, `outbox` (which replica publishes), `stats` (which day it is),
/// `rows`, `callboard.contracts`, `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.agent;

import org.jspecify.annotations.NullMarked;
