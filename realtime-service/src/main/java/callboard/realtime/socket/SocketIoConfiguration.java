package callboard.realtime.socket;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.HttpRequestDecoderConfiguration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// netty-socketio's settings, where its defaults would be unsafe or wrong.
@Component
final class SocketIoConfiguration {

    private static final int HEADER_BYTES = 16 * 1_024;

    private final SocketProperties properties;
    private final JsonMapper mapper;
    private final EventExceptionListener exceptionListener;

    SocketIoConfiguration(SocketProperties properties, JsonMapper mapper, EventExceptionListener exceptionListener) {
        this.properties = properties;
        this.mapper = mapper;
        this.exceptionListener = exceptionListener;
    }

    Configuration configuration() {
        var configuration = new Configuration();
        configuration.setJsonSupport(new Jackson3JsonSupport(mapper, properties.maxPayload()));
        configuration.setExceptionListener(exceptionListener);
        configuration.setAckMode(AckMode.MANUAL);
        // SessionId sets them.
        configuration.setRandomSession(false);
        // RequestRouter checks origins; the library would allow any.
        configuration.setEnableCors(false);
        configuration.setAddVersionHeader(false);
        // Compressed messages would pass the size limit.
        configuration.setHttpCompression(false);
        configuration.setWebsocketCompression(false);
        configuration.setMaxHttpContentLength(properties.maxPayload());
        configuration.setMaxFramePayloadLength(properties.maxPayload());
        configuration.setHttpRequestDecoderConfiguration(
                new HttpRequestDecoderConfiguration(HEADER_BYTES, HEADER_BYTES, HEADER_BYTES));
        configuration.setPingInterval(Math.toIntExact(properties.pingInterval().toMillis()));
        configuration.setPingTimeout(Math.toIntExact(properties.pingTimeout().toMillis()));
        return configuration;
    }
}
