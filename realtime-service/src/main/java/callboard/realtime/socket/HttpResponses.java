package callboard.realtime.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes HTTP responses. Each is its connection's last, and says so in `Connection: close`.
@Component
final class HttpResponses {

    /// The request's origin, once it was found allowed.
    static final AttributeKey<String> ORIGIN = AttributeKey.valueOf(HttpResponses.class, "origin");

    private final JsonMapper mapper;

    HttpResponses(JsonMapper mapper) {
        this.mapper = mapper;
    }

    void error(ChannelHandlerContext context, EngineIoError error) {
        send(context, error.status(), "application/problem+json", json(error.body()));
    }

    void json(ChannelHandlerContext context, HttpResponseStatus status, Object body) {
        send(context, status, "application/json", json(body));
    }

    private ByteBuf json(Object body) {
        return Unpooled.wrappedBuffer(mapper.writeValueAsBytes(body));
    }

    void ok(ChannelHandlerContext context) {
        send(context, HttpResponseStatus.OK, "text/html", Unpooled.copiedBuffer("ok", StandardCharsets.UTF_8));
    }

    /// The answer to a CORS preflight.
    void preflight(ChannelHandlerContext context) {
        send(context, HttpResponseStatus.NO_CONTENT, "text/plain", Unpooled.EMPTY_BUFFER);
    }

    static ChannelFuture send(ChannelHandlerContext context, HttpResponseStatus status, String type, ByteBuf body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        var headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
            headers.set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        String origin = context.channel().attr(ORIGIN).get();
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
        }
        headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        return context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
