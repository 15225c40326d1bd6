package callboard.realtime.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/// Gathers requests; says why to whoever sends too large a body, where Netty's own only says 413.
final class Aggregator extends HttpObjectAggregator {

    private final Answers answers;

    Aggregator(int maxPayload, Answers answers) {
        super(maxPayload);
        this.answers = answers;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        answers.refuse(context, Refusal.TOO_LARGE);
    }
}
