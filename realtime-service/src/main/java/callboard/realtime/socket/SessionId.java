package callboard.realtime.socket;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.UUID;
import java.util.regex.Pattern;

/// The ids of new sessions: random, and beginning with the first eight digits of the proxy's `X-Request-ID`, by
/// which it finds the replica that has the session.
final class SessionId {

    /// From which the library takes a session's id, before any cookie.
    private static final String LIBRARY = "io";
    private static final String REQUEST_ID = "X-Request-ID";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final int DIGITS = 8;

    private SessionId() {}

    /// Replaces whatever the client sent as such.
    static void set(HttpHeaders headers) {
        String random = UUID.randomUUID().toString();
        String requestId = headers.get(REQUEST_ID, "");
        headers.set(
                LIBRARY,
                HEX.matcher(requestId).matches() ? requestId.substring(0, DIGITS) + random.substring(DIGITS) : random);
    }
}
