package callboard.calls.stats;

import callboard.calls.web.ProblemException;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import callboard.contracts.WireEnum;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Which statistics are asked for.
///
/// @param queueId absent for all queues
record StatsQuery(Window window, @Nullable String queueId) {

    /// @param known whether there is or was such a queue
    /// @throws ProblemException naming every parameter that makes no sense
    static StatsQuery from(MultiValueMap<String, String> parameters, Predicate<String> known) {
        var issues = new ArrayList<Issue>();
        var word = value(parameters, "window", issues).orElse(Window.QUARTER.word());
        var window = WireEnum.find(Window.class, word);
        if (window.isEmpty()) {
            issues.add(invalid(
                    "window",
                    "must be one of "
                            + String.join(
                                    ", ",
                                    EnumSet.allOf(Window.class).stream()
                                            .map(Window::word)
                                            .toList())));
        }
        var queueId = value(parameters, "queueId", issues);
        queueId.ifPresent(id -> {
            if (!id.matches(CallEventRequest.TEXT)) {
                issues.add(invalid("queueId", CallEventRequest.TEXT_MESSAGE));
            } else if (!known.test(id)) {
                issues.add(new Issue("queueId", "There is no queue " + id, "unknown_queue"));
            }
        });
        if (!issues.isEmpty()) {
            throw ProblemException.invalidParameters(issues);
        }
        return new StatsQuery(window.orElseThrow(), queueId.orElse(null));
    }

    /// An empty value is as good as none: forms send what was left blank.
    private static Optional<String> value(MultiValueMap<String, String> parameters, String name, List<Issue> issues) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            issues.add(invalid(name, "must be given once"));
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    private static Issue invalid(String name, String message) {
        return new Issue(name, message, "invalid_value");
    }
}
