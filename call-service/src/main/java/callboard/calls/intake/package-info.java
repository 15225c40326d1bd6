/// The write path, and the only one: events come in over HTTP, are decided and stored in group commits, and are
/// deferred when they come too early.
///
/// May use: `audit`, `database`, `lifecycle`, `outbox`, `queue`, `stats`, `agent`, `alert`, `rows`,
/// `security` (who sends, how much, signed how), `web`, `tracing`, `callboard.contracts`.
@NullMarked
package callboard.calls.intake;

import org.jspecify.annotations.NullMarked;
