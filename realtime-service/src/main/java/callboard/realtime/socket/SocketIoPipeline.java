package callboard.realtime.socket;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/// The library's pipeline with [EngineIoHandler] before its handlers, [SocketIoEncoder] for its encoder, and
/// [ExceptionHandler] at the end.
///
/// One serves from one start of [SocketServer] to its stop: the library's can't be started again.
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
final class SocketIoPipeline extends SocketIOChannelInitializer {

    private final EngineIoHandler engineIo;
    private final ExceptionHandler exceptionHandler;
    private final HttpResponses responses;
    private final SocketProperties properties;
    private final Configuration configuration;
    private final SocketIoEncoder encoder;

    SocketIoPipeline(
            EngineIoHandler engineIo,
            ExceptionHandler exceptionHandler,
            HttpResponses responses,
            SocketProperties properties,
            SocketIoConfiguration settings) {
        this.engineIo = engineIo;
        this.exceptionHandler = exceptionHandler;
        this.responses = responses;
        this.properties = properties;
        configuration = settings.configuration();
        encoder = new SocketIoEncoder(new PacketEncoder(configuration, configuration.getJsonSupport()));
    }

    /// Starts the library's handlers.
    ///
    /// @return the main namespace
    SocketIONamespace start() {
        var namespaces = new NamespacesHub(configuration);
        var main = namespaces.create(Namespace.DEFAULT_NAME);
        start(configuration, namespaces);
        return main;
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        int maxPayload = properties.maxPayload();
        // What the decoders answer themselves (100, 413, a WebSocket's close) must pass an encoder on its way out.
        pipeline.remove(HTTP_ENCODER);
        pipeline.addFirst(HTTP_ENCODER, new HttpResponseEncoder());
        pipeline.replace(HTTP_AGGREGATOR, HTTP_AGGREGATOR, new RequestAggregator(maxPayload, responses));
        pipeline.addBefore(PACKET_HANDLER, "webSocketMessages", new WebSocketFrameAggregator(maxPayload));
        pipeline.addBefore(PACKET_HANDLER, "requestTimeout", new RequestTimeoutHandler(properties.requestTimeout()));
        pipeline.addBefore(PACKET_HANDLER, "engineIo", engineIo);
        pipeline.replace(SOCKETIO_ENCODER, SOCKETIO_ENCODER, encoder);
        pipeline.addLast("exceptionHandler", exceptionHandler);
    }
}
