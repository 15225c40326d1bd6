package callboard.contracts.viewer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a login shows, by its token's claims.
///
/// @param queuesClaim   which claim names the queues: a list, or words with spaces; `*` is all
/// @param defaultQueues what a login without that claim shows, in the same words; nothing when empty
public record ViewerClaims(String queuesClaim, String defaultQueues) {

    private static final String EVERY_QUEUE = "*";

    /// @param claims of a token that was verified
    /// @param until  when it is no longer valid
    public Identified identify(Map<String, Object> claims, Instant until) {
        var queues = queues(claims);
        return queues.isEmpty()
                ? new Identified.Forbidden("This login shows no queue: its token has no claim " + queuesClaim)
                : new Identified.As(new Viewer(name(claims), queues.contains(EVERY_QUEUE) ? null : queues, until));
    }

    private Set<String> queues(Map<String, Object> claims) {
        return switch (claims.get(queuesClaim)) {
            case null -> words(defaultQueues);
            case String text -> words(text);
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            default -> Set.of();
        };
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String name(Map<String, Object> claims) {
        return Stream.of("preferred_username", "sub")
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("somebody");
    }
}
