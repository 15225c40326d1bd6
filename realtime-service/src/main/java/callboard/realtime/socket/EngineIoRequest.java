package callboard.realtime.socket;

import com.corundumstudio.socketio.Transport;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parts of a request to the Socket.IO path that Engine.IO validates.
///
/// @param transport null when it names none that we have
/// @param sid       null when it opens a session
/// @param oneOfSeveral whether another replica is asked when this one doesn't have the session
record EngineIoRequest(
        @Nullable Transport transport,
        @Nullable String sid,
        String version,
        boolean withoutFeed,
        HttpMethod method,
        boolean upgrade,
        boolean oneOfSeveral) {

    static final String PATH = "/socket.io/";
    /// Set by a proxy that asks one replica after the other as long as they answer with 404.
    private static final String ONE_OF_SEVERAL = "X-Ask-Next-On-404";

    /// @throws IllegalArgumentException when the query can't be decoded
    static EngineIoRequest of(FullHttpRequest request, QueryStringDecoder uri) {
        return new EngineIoRequest(
                switch (first(uri, "transport").orElse("")) {
                    case "polling" -> Transport.POLLING;
                    case "websocket" -> Transport.WEBSOCKET;
                    default -> null;
                },
                first(uri, "sid").filter(sid -> !sid.isEmpty()).orElse(null),
                first(uri, "EIO").orElse(""),
                first(uri, "feed").filter("none"::equals).isPresent(),
                request.method(),
                isUpgrade(request),
                request.headers().contains(ONE_OF_SEVERAL));
    }

    /// The error that Engine.IO would answer with, checked in its order; empty for a valid request.
    ///
    /// @param session that `sid` names; null when there is none
    Optional<EngineIoError> validate(@Nullable Session session) {
        if (transport == null) {
            return Optional.of(EngineIoError.TRANSPORT_UNKNOWN);
        }
        if (sid != null) {
            return session == null ? Optional.of(unknownSession()) : validateWithin(session);
        }
        if (!method.equals(HttpMethod.GET)) {
            return Optional.of(EngineIoError.BAD_METHOD);
        }
        if (upgrade != (transport == Transport.WEBSOCKET)) {
            return Optional.of(EngineIoError.BAD_REQUEST);
        }
        return version.equals("4") ? Optional.empty() : Optional.of(EngineIoError.UNSUPPORTED_VERSION);
    }

    private EngineIoError unknownSession() {
        return oneOfSeveral ? EngineIoError.SESSION_ELSEWHERE : EngineIoError.SESSION_UNKNOWN;
    }

    private Optional<EngineIoError> validateWithin(Session session) {
        if (session.transport() != Transport.POLLING) {
            return Optional.of(EngineIoError.BAD_REQUEST);
        }
        boolean legal = transport == Transport.WEBSOCKET
                ? upgrade && method.equals(HttpMethod.GET) && !session.isProbed()
                : !upgrade && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.POST));
        return legal ? Optional.empty() : Optional.of(EngineIoError.BAD_REQUEST);
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        var headers = request.headers();
        return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true);
    }

    private static Optional<String> first(QueryStringDecoder uri, String name) {
        return uri.parameters().getOrDefault(name, List.of()).stream().findFirst();
    }
}
