/// The wallboard's numbers: counted with every event, read in milliseconds, pushed when they change.
///
/// May use: `background`, `csv`, `database`, `lifecycle`, `outbox` (who leads), `retention`, `rows`, `web`,
/// `callboard.contracts`, `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.stats;

import org.jspecify.annotations.NullMarked;
