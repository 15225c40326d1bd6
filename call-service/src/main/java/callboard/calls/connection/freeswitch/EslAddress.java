package callboard.calls.connection.freeswitch;

import java.time.Duration;

/// Where a FreeSWITCH's event socket is, and how long to wait for it.
///
/// @param answerWithin how long connecting may take, and logging in
/// @param silence      after which it is asked whether it is still there; after twice as long it isn't
public record EslAddress(String host, int port, Duration answerWithin, Duration silence) {

    /// With usual patience.
    public static EslAddress of(String host, int port) {
        return new EslAddress(host, port, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
