package callboard.realtime.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection that does not send a whole request in time, and passes on its first request only, since
/// every response closes its connection.
///
/// Replaces the library's own timeout, which is not cancelled by requests that are answered before it.
final class RequestTimeoutHandler extends ChannelInboundHandlerAdapter {

    private final Duration limit;
    private @Nullable Future<?> timeout;
    private boolean requested;

    RequestTimeoutHandler(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timeout = context.executor().schedule(() -> context.close(), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FullHttpRequest request) {
            cancel();
            if (requested) {
                request.release();
                return;
            }
            requested = true;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void cancel() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
