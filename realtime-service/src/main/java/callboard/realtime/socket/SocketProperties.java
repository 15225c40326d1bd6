package callboard.realtime.socket;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Where the sockets listen and their limits.
///
/// @param port                0 takes any free one
/// @param allowedOrigins      of pages that may connect, besides pages served from the same host; `*` is any
/// @param maxMessageSize      of what a client sends; its handshake names it as `maxPayload`
/// @param maxConnections      at a time, of all clients together
/// @param connectionsPerAddress of those, from one address; fewer than all, so that one address can't use them all
/// @param messagesPerSecond   from one client, with bursts of ten seconds' worth; a client that sends more is
/// disconnected
/// @param handshakesPerSecond from one address; generous, since a whole office may share one
/// @param behindProxy         whether the last `X-Forwarded-For` entry is the client's address
/// @param pingInterval        between the server's pings
/// @param pingTimeout         within which a client must answer a ping
/// @param connectTimeout      within which a session must join the namespace
/// @param upgradeTimeout      within which a WebSocket must take over from polling
/// @param requestTimeout      within which a connection must have sent its whole request
@Validated
@ConfigurationProperties("callboard.realtime")
record SocketProperties(
        @DefaultValue("3002") @Min(0) @Max(65_535) int port,

        @DefaultValue({"http://localhost:3000", "http://127.0.0.1:3000"})
        List<String> allowedOrigins,

        @DefaultValue("64KB") DataSize maxMessageSize,
        @DefaultValue("20000") @Min(1) int maxConnections,
        @DefaultValue("10000") @Min(1) int connectionsPerAddress,
        @DefaultValue("500") @Min(1) @Max(1_000_000) int messagesPerSecond,
        @DefaultValue("1000") @Min(1) int handshakesPerSecond,
        @DefaultValue("false") boolean behindProxy,
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("20s") Duration pingTimeout,
        @DefaultValue("45s") Duration connectTimeout,
        @DefaultValue("10s") Duration upgradeTimeout,
        @DefaultValue("10s") Duration requestTimeout) {

    SocketProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    int maxPayload() {
        return Math.toIntExact(maxMessageSize.toBytes());
    }

    @AssertTrue(message = "max-message-size must be 1 KB to 16 MB")
    boolean isMaxMessageSizeSensible() {
        return maxMessageSize.toBytes() >= 1_024 && maxMessageSize.toMegabytes() <= 16;
    }

    @AssertTrue(message = "the time limits must be longer than nothing")
    boolean isEveryTimeLimitPositive() {
        return List.of(pingInterval, pingTimeout, connectTimeout, upgradeTimeout, requestTimeout).stream()
                .allMatch(Duration::isPositive);
    }
}
