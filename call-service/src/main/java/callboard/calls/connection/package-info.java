/// Connections: sources that Callboard itself understands. What they tell goes down the one write path.
///
/// May use: `background`, `connection.asterisk`, `connection.freeswitch`, `connection.message`, `clock`, `database`,
/// `intake`, `lifecycle`,
/// `queue`, `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection;

import org.jspecify.annotations.NullMarked;
