package callboard.contracts.viewer;

import java.security.Principal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who reads, and the queues they see.
///
/// @param queues the only ones whose calls are shown; null for all
/// @param until  when they have to show who they are again; null for never
public record Viewer(
        String name, @Nullable Set<String> queues, @Nullable Instant until) implements Principal {

    /// Where nobody is asked who they are.
    public static final Viewer ANYBODY = new Viewer("anybody", null, null);

    /// Before it is known who it is.
    public static final Viewer NOBODY = new Viewer("nobody", Set.of(), null);

    public Viewer {
        // As the ids of queues are kept.
        queues = queues == null
                ? null
                : queues.stream()
                        .map(queue -> Normalizer.normalize(queue, Normalizer.Form.NFC))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean seesEveryQueue() {
        return queues == null;
    }

    /// Whether what belongs to this queue may be shown; what belongs to none is for those who see all.
    public boolean allows(@Nullable String queueId) {
        return queues == null || queueId != null && queues.contains(queueId);
    }
}
