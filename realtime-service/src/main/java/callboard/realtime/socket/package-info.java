/// Socket.IO to the browsers: netty-socketio, what guards it, and the words clients may say.
///
/// Uses `room` and `feed`. Every class here but the lifecycle's works on the one event loop.
@NullMarked
package callboard.realtime.socket;

import org.jspecify.annotations.NullMarked;
