package callboard.realtime.socket;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import org.springframework.stereotype.Component;

/// Ends the session whose event failed. The library catches these exceptions itself and would keep it open.
@Component
final class EventExceptionListener extends ExceptionListenerAdapter {

    private final Sessions sessions;
    private final DefectLog defects;

    EventExceptionListener(Sessions sessions, DefectLog defects) {
        this.sessions = sessions;
        this.defects = defects;
    }

    @Override
    public void onEventException(Exception failure, List<Object> arguments, SocketIOClient client) {
        defects.add("Event of client %s failed; disconnecting it".formatted(client.getSessionId()), failure);
        var session = sessions.find(client.getSessionId().toString());
        if (session != null) {
            session.close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
        }
    }

    @Override
    public void onDisconnectException(Exception failure, SocketIOClient client) {
        defects.add("Disconnecting client %s failed".formatted(client.getSessionId()), failure);
    }

    @Override
    public void onAuthException(Throwable failure, SocketIOClient client) {
        defects.add("Connecting client %s failed".formatted(client.getSessionId()), failure);
    }
}
