/// What an Asterisk says over its Manager Interface (AMI), as call events.
///
/// May use: `connection.message`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection.asterisk;

import org.jspecify.annotations.NullMarked;
