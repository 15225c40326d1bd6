/// What every kind of connection makes of what it hears: events of calls.
///
/// May use: `callboard.contracts`.
@NullMarked
package callboard.calls.connection.message;

import org.jspecify.annotations.NullMarked;
