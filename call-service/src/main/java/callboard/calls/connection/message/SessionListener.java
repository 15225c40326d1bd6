package callboard.calls.connection.message;

import callboard.contracts.CallEventRequest;
import java.util.Collection;
import java.util.List;

/// Whom the session of a dialled connection tells.
///
/// @param <M> what the other side says
public interface SessionListener<M> {

    /// The calls of this connection that have not ended, all that was handed on before included.
    Collection<KnownCall> known();

    /// Takes events in their order, and returns when they are safe.
    void take(List<CallEventRequest> events) throws InterruptedException;

    /// Every message, with what was made of it.
    void heard(M message, Translated translated);
}
