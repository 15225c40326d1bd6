package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message that a channel sent, or tried to: `GET /api/ops/channels/{name}/messages`.
///
/// @param raised  how many alerts it told
/// @param cleared how many it told to be over
/// @param reason  why it was not taken; absent when it was
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelMessage(
        Instant at, int raised, int cleared, @Nullable String reason) {}
