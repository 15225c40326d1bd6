/// Asterisk's `queue_log` as call events.
///
/// May use: `connection.asterisk`, `connection.message`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection.queuelog;

import org.jspecify.annotations.NullMarked;
