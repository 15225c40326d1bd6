package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event to make of a message.
///
/// @param event  its type, or a template of it
/// @param fields templates of its fields, `attributes.x` for an attribute; one without its paths is left out
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappedEvent(
        @NotNull @Pattern(regexp = Mapping.TEMPLATE, message = Mapping.TEMPLATE_MESSAGE)
        String event,

        @Nullable @Size(max = 40)
        Map<
                        @NotNull @Size(max = 200) String,
                        @NotNull @Pattern(regexp = Mapping.TEMPLATE, message = Mapping.TEMPLATE_MESSAGE) String>
                fields) {

    public MappedEvent {
        fields = Mapping.inOrder(fields);
    }
}
