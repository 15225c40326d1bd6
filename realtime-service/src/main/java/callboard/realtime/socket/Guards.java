package callboard.realtime.socket;

import callboard.realtime.room.FanOut;
import org.springframework.stereotype.Component;

/// A [Guard] for every connection.
@Component
final class Guards {

    private final Requests requests;
    private final Conversation conversation;
    private final Sessions sessions;
    private final FanOut fanOut;
    private final SocketProperties properties;

    Guards(
            Requests requests,
            Conversation conversation,
            Sessions sessions,
            FanOut fanOut,
            SocketProperties properties) {
        this.requests = requests;
        this.conversation = conversation;
        this.sessions = sessions;
        this.fanOut = fanOut;
        this.properties = properties;
    }

    Guard guard(LastResort lastResort) {
        return new Guard(requests, conversation, sessions, fanOut, lastResort, properties.requestTimeout());
    }
}
