package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How messages that anything posts become events of calls and agents.
///
/// A path names a value within a message: `payload.task.sid`, with numbers for places in lists and `*` for all of
/// them, `payload.queues.*.id`. It goes on into text that holds JSON; `afterSlash` is the end of a text such as an
/// ARN, `fromBase64` what it encodes. Between several paths with `|` the first that is there counts. In templates
/// paths stand in braces, `{payload.sid}-{payload.n}`, a table of words after a colon, `{payload.reason:ends}`.
///
/// @param source where the messages are documented
/// @param each   the path of a list, each of which is a message; a body that is a list is many messages anyway
/// @param values names for paths, to be used as paths
/// @param words  tables of words by name; `*` stands for all others
/// @param fields what every event has unless it says otherwise: `callId`, `agentId`, `eventId`, `occurredAt`
/// @param rules  in order; the first that a message meets tells what it means
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mapping(
        @Nullable @Size(max = 500) String source,

        @Nullable @Pattern(regexp = PATH, message = PATH_MESSAGE)
        String each,

        @Nullable @Size(max = 100)
        Map<
                        @NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String,
                        @NotNull @Pattern(regexp = PATH, message = PATH_MESSAGE) String>
                values,

        @Nullable @Size(max = 20)
        Map<
                        @NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String,
                        @NotNull @Size(max = 200) Map<
                                @NotNull @Size(max = 200) String, @NotNull @Size(max = 200) String>>
                words,

        @Nullable @Size(max = 20)
        Map<@NotNull @Size(max = 200) String, @NotNull @Pattern(regexp = TEMPLATE, message = TEMPLATE_MESSAGE) String>
                fields,

        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid MappingRule> rules) {

    public static final String NAME = "[A-Za-z0-9_]{1,64}";
    public static final String NAME_MESSAGE = "must be 1 to 64 characters of A-Z a-z 0-9 _";
    public static final String PATH = "[^{}:]{1,500}";
    public static final String PATH_MESSAGE = "must be a path such as payload.sid, without braces and colons";
    public static final String TEMPLATE = "(?:[^{}]|\\{[^{}:]{1,500}(?::[A-Za-z0-9_]{1,64})?\\}){1,500}";
    public static final String TEMPLATE_MESSAGE = "must be text with paths in braces, such as {payload.sid}";

    public Mapping {
        values = inOrder(values);
        words = inOrder(words);
        fields = inOrder(fields);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /// As it was written, which is how it is read again.
    static <V> @Nullable Map<String, V> inOrder(@Nullable Map<String, V> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
