package callboard.realtime.socket;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Ends the session whose event failed. The library catches these exceptions itself and would keep it open.
@Component
final class EventExceptionListener extends ExceptionListenerAdapter {

    private static final Logger log = LoggerFactory.getLogger(EventExceptionListener.class);

    private final Sessions sessions;

    EventExceptionListener(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onEventException(Exception failure, List<Object> arguments, SocketIOClient client) {
        log.error("Event of client {} failed; disconnecting it", client.getSessionId(), failure);
        var session = sessions.find(client.getSessionId().toString());
        if (session != null) {
            session.close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
        }
    }

    @Override
    public void onDisconnectException(Exception failure, SocketIOClient client) {
        log.error("Disconnecting client {} failed", client.getSessionId(), failure);
    }

    @Override
    public void onAuthException(Throwable failure, SocketIOClient client) {
        log.error("Connecting client {} failed", client.getSessionId(), failure);
    }
}
