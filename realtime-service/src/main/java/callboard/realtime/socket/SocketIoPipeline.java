package callboard.realtime.socket;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/// The library's pipeline with [EngineIoHandler] before its handlers, [SocketIoEncoder] for its encoder, and
/// [ExceptionHandler] at the end.
final class SocketIoPipeline extends SocketIOChannelInitializer {

    private final EngineIoHandlers engineIoHandlers;
    private final HttpResponses responses;
    private final int maxPayload;
    private final SocketIoEncoder encoder;
    private final ExceptionHandler exceptionHandler = new ExceptionHandler();

    SocketIoPipeline(EngineIoHandlers engineIoHandlers, HttpResponses responses, Configuration configuration) {
        this.engineIoHandlers = engineIoHandlers;
        this.responses = responses;
        maxPayload = configuration.getMaxHttpContentLength();
        encoder = new SocketIoEncoder(new PacketEncoder(configuration, configuration.getJsonSupport()));
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        // What the decoders answer themselves (100, 413, a WebSocket's close) must pass an encoder on its way out.
        pipeline.remove(HTTP_ENCODER);
        pipeline.addFirst(HTTP_ENCODER, new HttpResponseEncoder());
        pipeline.replace(HTTP_AGGREGATOR, HTTP_AGGREGATOR, new RequestAggregator(maxPayload, responses));
        pipeline.addBefore(PACKET_HANDLER, "webSocketMessages", new WebSocketFrameAggregator(maxPayload));
        pipeline.addBefore(PACKET_HANDLER, "engineIo", engineIoHandlers.handler(exceptionHandler));
        pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, encoder);
        pipeline.addLast("exceptionHandler", exceptionHandler);
    }
}
