/// Rules on numbers: what administrators want to be told of, evaluated once over all replicas, and what each would have
/// told in the past.
///
/// May use: `agent`, `alert`, `audit`, `background`, `database`, `lifecycle` (when a rule or a queue rests), `outbox`,
/// `queue`, `rows`, `stats`, `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.rule;

import org.jspecify.annotations.NullMarked;
