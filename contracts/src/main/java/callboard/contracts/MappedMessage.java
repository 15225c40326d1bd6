package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mapping makes of a message.
///
/// @param text   the message
/// @param rule   the rule that it met
/// @param events what it tells, as JSON; nothing for one that is ignored
/// @param reason why it can't be understood
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappedMessage(
        String text,
        @Nullable String rule,
        List<String> events,
        @Nullable String reason) {

    public MappedMessage {
        events = List.copyOf(events);
    }
}
