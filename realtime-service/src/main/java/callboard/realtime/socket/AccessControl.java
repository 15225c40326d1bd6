package callboard.realtime.socket;

import callboard.contracts.Channels;
import callboard.contracts.viewer.Identified;
import callboard.contracts.viewer.Viewers;
import callboard.realtime.room.SocketLoop;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Authenticates every CONNECT and authorizes every subscription, before a room is joined.
///
/// What a viewer sees of a call is decided when an update is sent, by the queue that the call is in then. A
/// call that they may not see is to them a call that doesn't exist, and one that doesn't exist may be
/// subscribed to.
@Component
class AccessControl {

    private static final Logger log = LoggerFactory.getLogger(AccessControl.class);

    private static final String SIGN_IN = "Sign in: send a viewer's token as auth.token in the handshake";

    private final Viewers viewers;
    private final SocketLoop loop;

    AccessControl(Viewers viewers, SocketLoop loop) {
        this.viewers = viewers;
        this.loop = loop;
    }

    /// Finds out who connects without blocking the event loop, on which `then` is called: before this returns if no
    /// key has to be fetched.
    ///
    /// @param auth what the client sent with CONNECT; missing when it sent nothing
    void identify(JsonNode auth, Consumer<Identified> then) {
        var token = auth.path("token").isString() ? auth.path("token").asString() : "";
        if (token.isBlank() && !viewers.isEverybody()) {
            then.accept(new Identified.Unauthenticated(SIGN_IN));
            return;
        }
        viewers.identifyAtOnce(token)
                .ifPresentOrElse(
                        then,
                        () -> Thread.ofVirtual().name("authentication").start(() -> {
                            var identified = judged(token);
                            loop.execute(() -> then.accept(identified));
                        }));
    }

    /// @param room of a call, a queue or the dashboard, see `Channels`
    /// @return the reason for a refusal, for the client to read; empty when it may
    Optional<String> refusalToWatch(Session session, String room) {
        String queues = Channels.queueRoom("");
        return room.startsWith(queues) && !session.subscriber.viewer().allows(room.substring(queues.length()))
                ? Optional.of("this token does not show that queue")
                : Optional.empty();
    }

    private Identified judged(String token) {
        try {
            return viewers.identify(token);
        } catch (RuntimeException failure) {
            log.error("A token could not be verified", failure);
            return new Identified.Unavailable("The login can't be judged now; try again soon");
        }
    }
}
