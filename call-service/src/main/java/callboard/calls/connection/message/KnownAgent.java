package callboard.calls.connection.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent who is signed in, as a connection has told it last.
///
/// @param queues      whose calls they take, in order
/// @param isAvailable whether they take any now
/// @param reason      why not
public record KnownAgent(
        String agentId,
        List<String> queues,
        boolean isAvailable,
        @Nullable String reason) {

    public KnownAgent {
        queues = queues.stream().sorted().toList();
    }
}
