package callboard.realtime.socket;

import java.util.Optional;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Who may connect and who may watch what: asked on every CONNECT and on every subscription, before anything is joined.
///
/// Everybody may, for now. This is the one place where a viewer's token is to be checked.
@Component
class Admission {

    /// @param auth what the client sent with CONNECT; missing when it sent nothing
    /// @return why not, for the client to read; empty when it may
    Optional<String> refusalToConnect(Session session, JsonNode auth) {
        return Optional.empty();
    }

    /// @param room of a call, a queue or the dashboard, see `Wire`
    /// @return why not, for the client to read; empty when it may
    Optional<String> refusalToWatch(Session session, String room) {
        return Optional.empty();
    }
}
