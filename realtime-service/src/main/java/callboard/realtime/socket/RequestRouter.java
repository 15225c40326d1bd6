package callboard.realtime.socket;

import callboard.contracts.Health;
import callboard.realtime.feed.CallFeed;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Routes every HTTP request on the sockets' port, after checking its origin.
@Component
final class RequestRouter {

    private static final String HEALTH = "/health";
    private static final double MILLIS = 1_000;

    private final Transports transports;
    private final HttpResponses responses;
    private final CallFeed feed;
    private final Clock clock;
    private final AllowedOrigins origins;
    private final Instant started;

    RequestRouter(
            Transports transports, HttpResponses responses, CallFeed feed, SocketProperties properties, Clock clock) {
        this.transports = transports;
        this.responses = responses;
        this.feed = feed;
        this.clock = clock;
        origins = new AllowedOrigins(properties.allowedOrigins());
        started = clock.instant();
    }

    /// Answers it or passes it on, and releases it.
    void handle(ChannelHandlerContext context, FullHttpRequest request) {
        boolean passedOn = false;
        try {
            if (request.decoderResult().isSuccess()) {
                passedOn = answer(context, request, new QueryStringDecoder(request.uri()));
            } else {
                responses.error(context, EngineIoError.BAD_REQUEST);
            }
        } catch (IllegalArgumentException undecodable) {
            responses.error(context, EngineIoError.BAD_REQUEST);
        } finally {
            if (!passedOn) {
                request.release();
            }
        }
    }

    /// @return whether the library has the request now, and releases it
    private boolean answer(ChannelHandlerContext context, FullHttpRequest request, QueryStringDecoder uri) {
        boolean allowed = isOriginAllowed(context, request);
        switch (uri.path()) {
            case HEALTH -> health(context);
            case EngineIoRequest.PATH -> {
                if (!allowed) {
                    responses.error(context, EngineIoError.FORBIDDEN);
                } else if (request.method().equals(HttpMethod.OPTIONS)) {
                    responses.preflight(context);
                } else {
                    return transports.handle(context, request, EngineIoRequest.of(request, uri));
                }
            }
            default -> responses.error(context, EngineIoError.NOT_FOUND);
        }
        return false;
    }

    private boolean isOriginAllowed(ChannelHandlerContext context, FullHttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean allowed = origins.allows(origin, request.headers().get(HttpHeaderNames.HOST));
        if (allowed) {
            context.channel().attr(HttpResponses.ORIGIN).set(origin);
        }
        return allowed;
    }

    private void health(ChannelHandlerContext context) {
        var now = clock.instant();
        String status = feed.isListening() ? "ok" : "degraded";
        responses.json(
                context,
                HttpResponseStatus.OK,
                new Health(status, Duration.between(started, now).toMillis() / MILLIS, now));
    }
}
