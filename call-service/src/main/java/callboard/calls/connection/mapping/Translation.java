package callboard.calls.connection.mapping;

import callboard.calls.connection.message.Translated;
import org.jspecify.annotations.Nullable;

/// What a mapping makes of a message, and why.
///
/// @param rule the rule that the message met
public record Translation(Translated translated, @Nullable String rule) {

    static Translation unknown(@Nullable String rule, String reason) {
        return new Translation(Translated.unknown(reason), rule);
    }
}
