package callboard.realtime.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/// Aggregates a request and its body. A body that is too large is answered with a problem, not with a bare 413.
final class RequestAggregator extends HttpObjectAggregator {

    private final HttpResponses responses;

    RequestAggregator(int maxPayload, HttpResponses responses) {
        super(maxPayload);
        this.responses = responses;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        responses.error(context, EngineIoError.TOO_LARGE);
    }
}
