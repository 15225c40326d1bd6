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

/// Everything that is asked for on the sockets' port, and who may ask.
@Component
final class Requests {

    static final String PATH = "/socket.io/";

    private static final String HEALTH = "/health";
    private static final double MILLIS = 1_000;

    private final Transports transports;
    private final Answers answers;
    private final CallFeed feed;
    private final Clock clock;
    private final Origins origins;
    private final Instant started;

    Requests(Transports transports, Answers answers, CallFeed feed, SocketProperties properties, Clock clock) {
        this.transports = transports;
        this.answers = answers;
        this.feed = feed;
        this.clock = clock;
        origins = new Origins(properties.allowedOrigins());
        started = clock.instant();
    }

    /// Answers it or has it answered, and lets go of it.
    void take(ChannelHandlerContext context, FullHttpRequest request) {
        boolean passedOn = false;
        try {
            if (request.decoderResult().isSuccess()) {
                passedOn = answer(context, request, new QueryStringDecoder(request.uri()));
            } else {
                answers.refuse(context, Refusal.BAD_REQUEST);
            }
        } catch (IllegalArgumentException undecodable) {
            answers.refuse(context, Refusal.BAD_REQUEST);
        } finally {
            if (!passedOn) {
                request.release();
            }
        }
    }

    /// @return whether the library has the request now, and lets go of it
    private boolean answer(ChannelHandlerContext context, FullHttpRequest request, QueryStringDecoder uri) {
        boolean allowed = isOriginAllowed(context, request);
        switch (uri.path()) {
            case HEALTH -> health(context);
            case PATH -> {
                if (!allowed) {
                    answers.refuse(context, Refusal.FORBIDDEN);
                } else if (request.method().equals(HttpMethod.OPTIONS)) {
                    answers.preflight(context);
                } else {
                    return transports.take(context, request, Handshake.of(request, uri));
                }
            }
            default -> answers.refuse(context, Refusal.NOT_FOUND);
        }
        return false;
    }

    private boolean isOriginAllowed(ChannelHandlerContext context, FullHttpRequest request) {
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        boolean allowed = origins.allows(origin, request.headers().get(HttpHeaderNames.HOST));
        if (allowed) {
            context.channel().attr(Answers.ORIGIN).set(origin);
        }
        return allowed;
    }

    private void health(ChannelHandlerContext context) {
        var now = clock.instant();
        String status = feed.isListening() ? "ok" : "degraded";
        answers.json(
                context,
                HttpResponseStatus.OK,
                new Health(status, Duration.between(started, now).toMillis() / MILLIS, now));
    }
}
