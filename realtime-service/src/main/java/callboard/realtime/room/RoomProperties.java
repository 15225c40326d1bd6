package callboard.realtime.room;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much one client may ask for and how far it may fall behind.
///
/// @param roomsPerClient calls and queues one client may watch at a time
/// @param slowAfter      a client that takes nothing for this long is disconnected, so that it comes back and
///         reads anew
/// @param maxSkipped     so is one that missed this many messages, or left as many unfetched when it polls
/// @param maxWaiting     messages that may wait to be written; beyond it they are dropped and everybody is told
///         to read anew
@Validated
@ConfigurationProperties("callboard.realtime")
record RoomProperties(
        @DefaultValue("1000") @Min(1) int roomsPerClient,
        @DefaultValue("5s") Duration slowAfter,
        @DefaultValue("1000") @Min(1) int maxSkipped,
        @DefaultValue("20000") @Min(1) int maxWaiting) {}
