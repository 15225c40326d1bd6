/// What a FreeSWITCH says over its event socket (ESL), as call events.
///
/// May use: `connection.message`, `callboard.contracts`.
@NullMarked
package callboard.calls.connection.freeswitch;

import org.jspecify.annotations.NullMarked;
