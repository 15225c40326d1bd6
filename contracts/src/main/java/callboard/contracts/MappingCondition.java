package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a value has to be; of several all.
///
/// @param field  a path; `call.status` (`none` for a call that is not known or has ended), `call.queueId` and
///               `call.agentId` are of the call that the message is about, as Callboard knows it
/// @param is     one of these words
/// @param prefix how it begins
/// @param exists whether it is there at all
/// @param same   a path: whether both have the same value
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappingCondition(
        @NotNull @Pattern(regexp = Mapping.PATH, message = Mapping.PATH_MESSAGE)
        String field,

        @Nullable @Size(min = 1, max = 100) List<@NotNull @Size(max = 500) String> is,
        @Nullable @Size(min = 1, max = 500) String prefix,
        @Nullable Boolean exists,

        @Nullable @Pattern(regexp = Mapping.PATH, message = Mapping.PATH_MESSAGE)
        String same) {

    public MappingCondition {
        is = is == null ? null : List.copyOf(is);
    }
}
