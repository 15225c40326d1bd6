/// Connections: sources that Callboard itself understands. What they tell goes down the one write path.
///
/// May use: `audit`, `background`, `clock`, `connection.asterisk`, `connection.freeswitch`, `connection.mapping`,
/// `connection.message`, `connection.queuelog`, `connection.signature`, `database`, `intake`, `lifecycle`, `queue`,
/// `retention`, `rows`, `security` (limits, origins and secrets), `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection;

import org.jspecify.annotations.NullMarked;
