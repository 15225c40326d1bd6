/// Rooms, their subscribers, and the fan-out of one message to all of them.
///
/// Uses no other package of the service. Everything here happens on the one [SocketLoop], so nothing needs a
/// lock.
@NullMarked
package callboard.realtime.room;

import org.jspecify.annotations.NullMarked;
