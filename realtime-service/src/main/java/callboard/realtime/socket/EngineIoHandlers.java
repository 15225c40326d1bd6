package callboard.realtime.socket;

import callboard.realtime.room.FanOut;
import org.springframework.stereotype.Component;

/// Makes an [EngineIoHandler] for every connection.
@Component
final class EngineIoHandlers {

    private final RequestRouter requests;
    private final SocketIoProtocol protocol;
    private final Sessions sessions;
    private final FanOut fanOut;
    private final SocketProperties properties;

    EngineIoHandlers(
            RequestRouter requests,
            SocketIoProtocol protocol,
            Sessions sessions,
            FanOut fanOut,
            SocketProperties properties) {
        this.requests = requests;
        this.protocol = protocol;
        this.sessions = sessions;
        this.fanOut = fanOut;
        this.properties = properties;
    }

    EngineIoHandler handler(ExceptionHandler exceptionHandler) {
        return new EngineIoHandler(requests, protocol, sessions, fanOut, exceptionHandler, properties.requestTimeout());
    }
}
