package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel: `GET /api/ops/channels`.
///
/// @param settings as they were sent, without secrets
/// @param secrets  which secrets are set
/// @param version  counts the changes
/// @param toldAt   when a message was last taken
/// @param failures how many messages were refused since then
/// @param reason   why the last one was; absent when it was taken
/// @param nextAt   when it is tried again; absent when nothing is to be tried again
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelView(
        String name,
        ChannelSettings settings,
        List<String> secrets,
        int version,
        String changedBy,
        Instant changedAt,
        @Nullable Instant toldAt,
        int failures,
        @Nullable String reason,
        @Nullable Instant nextAt) {

    public ChannelView {
        secrets = List.copyOf(secrets);
    }
}
