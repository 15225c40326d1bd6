package callboard.realtime.socket;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/// The library's handlers, with the [Guard] before them, our [PacketWriter] among them, and a last one behind
/// them.
final class Pipeline extends SocketIOChannelInitializer {

    private final Guards guards;
    private final Answers answers;
    private final int maxPayload;
    private final PacketWriter writer;
    private final LastResort lastResort = new LastResort();

    Pipeline(Guards guards, Answers answers, Configuration configuration) {
        this.guards = guards;
        this.answers = answers;
        maxPayload = configuration.getMaxHttpContentLength();
        writer = new PacketWriter(new PacketEncoder(configuration, configuration.getJsonSupport()));
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        // What the decoders answer themselves (100, 413, a WebSocket's close) must find an encoder on its way out.
        pipeline.remove(HTTP_ENCODER);
        pipeline.addFirst(HTTP_ENCODER, new HttpResponseEncoder());
        pipeline.replace(HTTP_AGGREGATOR, HTTP_AGGREGATOR, new Aggregator(maxPayload, answers));
        pipeline.addBefore(PACKET_HANDLER, "webSocketMessages", new WebSocketFrameAggregator(maxPayload));
        pipeline.addBefore(PACKET_HANDLER, "guard", guards.guard(lastResort));
        pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, writer);
        pipeline.addLast("lastResort", lastResort);
    }
}
