/// Socket.IO to the browsers: netty-socketio behind handlers that enforce the protocol, and the clients' events.
///
/// Uses `room` and `feed`. All classes but `SocketServer` run on the one event loop.
@NullMarked
package callboard.realtime.socket;

import org.jspecify.annotations.NullMarked;
