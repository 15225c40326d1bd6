/// Connections: sources that Callboard itself understands. What they tell goes down the one write path.
///
/// May use: `background`, `connection.asterisk`, `connection.freeswitch`, `connection.mapping`, `connection.message`,
/// `connection.signature`, `clock`, `database`, `intake`, `lifecycle`, `queue`, `security` (limits and origins), `web`,
/// `callboard.contracts`.
@NullMarked
package callboard.calls.connection;

import org.jspecify.annotations.NullMarked;
