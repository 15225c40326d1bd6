package callboard.calls.connection.asterisk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where an Asterisk's Manager Interface is, and how long to wait for it.
///
/// @param certificate  PEM; trusted instead of the usual authorities, as for one that Asterisk's own script has made
/// @param answerWithin how long connecting may take, and logging in
/// @param silence      after which it is asked whether it is still there; after twice as long it isn't
public record AmiAddress(
        String host, int port, boolean tls, @Nullable String certificate, Duration answerWithin, Duration silence) {

    /// With usual patience.
    public static AmiAddress of(String host, int port, boolean tls, @Nullable String certificate) {
        return new AmiAddress(host, port, tls, certificate, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Override
    public String toString() {
        return host + ":" + port + (tls ? " (TLS)" : "");
    }
}
