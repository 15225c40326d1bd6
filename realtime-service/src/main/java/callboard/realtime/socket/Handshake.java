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

/// A request to the Socket.IO path, as far as it must be understood to tell a good one from a bad one.
///
/// @param transport null when it names none that we have
/// @param sid       null when it begins a session
record Handshake(
        @Nullable Transport transport,
        @Nullable String sid,
        String version,
        boolean withoutFeed,
        HttpMethod method,
        boolean upgrade) {

    /// @throws IllegalArgumentException when the query can't be decoded
    static Handshake of(FullHttpRequest request, QueryStringDecoder uri) {
        return new Handshake(
                switch (first(uri, "transport").orElse("")) {
                    case "polling" -> Transport.POLLING;
                    case "websocket" -> Transport.WEBSOCKET;
                    default -> null;
                },
                first(uri, "sid").filter(sid -> !sid.isEmpty()).orElse(null),
                first(uri, "EIO").orElse(""),
                first(uri, "feed").filter("none"::equals).isPresent(),
                request.method(),
                isUpgrade(request));
    }

    /// What Engine.IO would answer to it, in its order.
    ///
    /// @param session that `sid` names; null when there is none
    Optional<Refusal> refusal(@Nullable Session session) {
        if (transport == null) {
            return Optional.of(Refusal.TRANSPORT_UNKNOWN);
        }
        if (sid != null) {
            return session == null ? Optional.of(Refusal.SESSION_UNKNOWN) : refusalWithin(session);
        }
        if (!method.equals(HttpMethod.GET)) {
            return Optional.of(Refusal.BAD_METHOD);
        }
        if (upgrade != (transport == Transport.WEBSOCKET)) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        return version.equals("4") ? Optional.empty() : Optional.of(Refusal.UNSUPPORTED_VERSION);
    }

    private Optional<Refusal> refusalWithin(Session session) {
        if (session.transport() != Transport.POLLING) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        boolean legal = transport == Transport.WEBSOCKET
                ? upgrade && method.equals(HttpMethod.GET) && !session.isProbed()
                : !upgrade && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.POST));
        return legal ? Optional.empty() : Optional.of(Refusal.BAD_REQUEST);
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
