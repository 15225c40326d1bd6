package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which alerts a channel tells, when, and how many of them together. What is absent narrows nothing.
///
/// @param levels        of these alone
/// @param rules         of these alone: what [Rule] calls them, or the names of rules on numbers
/// @param queueIds      of these queues alone
/// @param hours         it is silent outside them; what is still open when they begin is told then
/// @param gatherSeconds a message waits so long for alerts that come with the first; 5 unless given
/// @param everySeconds  the least time between two messages, so that a storm makes one; 60 unless given
/// @param cleared       whether it also tells that an alert is over; true unless given
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelRoute(
        @Nullable @Size(max = 2) List<@NotNull AlertLevel> levels,

        @Nullable @Size(max = 100)
        List<@NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE) String> rules,

        @Nullable @Size(max = 1_000)
        List<@NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE) String> queueIds,

        @Nullable @Valid OpenHours hours,
        @Nullable @Min(0) @Max(3_600) Integer gatherSeconds,
        @Nullable @Min(1) @Max(86_400) Integer everySeconds,
        @Nullable Boolean cleared) {

    /// Everything, at once.
    public static final ChannelRoute EVERYTHING = new ChannelRoute(null, null, null, null, null, null, null);

    private static final int GATHER = 5;
    private static final int EVERY = 60;

    /// In seconds, as it applies.
    public int gathers() {
        return gatherSeconds == null ? GATHER : gatherSeconds;
    }

    /// In seconds, as it applies.
    public int pause() {
        return everySeconds == null ? EVERY : everySeconds;
    }

    /// As it applies.
    public boolean tellsCleared() {
        return cleared == null || cleared;
    }
}
