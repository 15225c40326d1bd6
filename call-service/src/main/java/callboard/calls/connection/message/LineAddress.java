package callboard.calls.connection.message;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a telephony system that is dialled is, and how long to wait for it.
///
/// @param certificate  PEM; trusted instead of the usual authorities, as for one that Asterisk's own script has made
/// @param answerWithin how long connecting may take, and logging in
/// @param silence      after which it is asked whether it is still there; after twice as long it isn't
public record LineAddress(
        String host, int port, boolean tls, @Nullable String certificate, Duration answerWithin, Duration silence) {

    /// With usual patience.
    public static LineAddress of(String host, int port, boolean tls, @Nullable String certificate) {
        return new LineAddress(host, port, tls, certificate, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /// One that has been silent for twice as long as it may be.
    public LineException silent(IOException timeout) {
        return new LineException(
                this + " has been silent for " + silence.multipliedBy(2).toSeconds() + " s", timeout);
    }

    @Override
    public String toString() {
        return host + ":" + port + (tls ? " (TLS)" : "");
    }
}
