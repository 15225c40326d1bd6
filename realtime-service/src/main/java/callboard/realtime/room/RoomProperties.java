package callboard.realtime.room;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much one client may ask for and how far it may fall behind.
///
/// @param roomsPerClient calls and queues one client may be subscribed to at a time
/// @param slowAfter      a client whose socket is not writable for this long is disconnected, to reconnect and
///         resync
/// @param maxSkipped     so is one that was skipped for this many messages, or has as many waiting for its next poll
/// @param maxWaiting     messages that may wait to be written; beyond that they are dropped and every client is
///         told to resync
@Validated
@ConfigurationProperties("callboard.realtime")
record RoomProperties(
        @DefaultValue("1000") @Min(1) int roomsPerClient,
        @DefaultValue("5s") Duration slowAfter,
        @DefaultValue("1000") @Min(1) int maxSkipped,
        @DefaultValue("20000") @Min(1) int maxWaiting) {}
