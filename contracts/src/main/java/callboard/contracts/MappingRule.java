package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message means that meets all of its conditions.
///
/// @param name   what it is called where it is told that a message met it
/// @param when   none: every message meets it
/// @param events in the order in which they happened; none: such a message tells nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappingRule(
        @NotNull @Size(min = 1, max = 100) String name,
        @Nullable @Size(max = 20) List<@NotNull @Valid MappingCondition> when,
        @Nullable @Size(max = 8) List<@NotNull @Valid MappedEvent> events) {

    public MappingRule {
        when = when == null ? null : List.copyOf(when);
        events = events == null ? null : List.copyOf(events);
    }
}
