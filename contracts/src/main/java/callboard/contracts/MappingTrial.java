package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mapping to be tried on messages: `POST /api/ops/connections/{name}/preview`.
///
/// @param messages as JSON; the connection's last ones where they are absent
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappingTrial(
        @NotNull @Valid Mapping mapping,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 65_536) String> messages) {

    public MappingTrial {
        messages = messages == null ? null : List.copyOf(messages);
    }
}
