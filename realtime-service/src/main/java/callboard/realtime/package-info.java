/// The realtime service: updates come in from Redis ([feed][callboard.realtime.feed]), are fanned out to rooms
/// ([room][callboard.realtime.room]) and go out over Socket.IO ([socket][callboard.realtime.socket]).
@NullMarked
package callboard.realtime;

import org.jspecify.annotations.NullMarked;
