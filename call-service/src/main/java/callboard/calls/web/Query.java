package callboard.calls.web;

import callboard.contracts.CallEventRequest;
import callboard.contracts.Problem.Issue;
import callboard.contracts.WireEnum;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Reads the parameters of a query string and collects what is wrong with them.
public final class Query {

    private final MultiValueMap<String, String> parameters;
    private final List<Issue> issues = new ArrayList<>();

    public Query(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /// @throws ProblemException when anything was wrong
    public void throwIfInvalid() {
        if (!issues.isEmpty()) {
            throw ProblemException.invalidParameters(issues);
        }
    }

    /// An empty value is as good as none: forms send what was left blank.
    public Optional<String> value(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            wrong(name, "must be given once");
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    public @Nullable String text(String name) {
        var value = value(name);
        if (value.isPresent() && !value.get().matches(CallEventRequest.TEXT)) {
            wrong(name, CallEventRequest.TEXT_MESSAGE);
        }
        return value.orElse(null);
    }

    public <E extends Enum<E> & WireEnum> Set<E> words(String name, Class<E> values) {
        var found = EnumSet.noneOf(values);
        var given = value(name).filter(all -> !all.equals("all")).map(list -> list.split(",", -1));
        for (var word : given.orElse(new String[0])) {
            WireEnum.find(values, word)
                    .ifPresentOrElse(
                            found::add,
                            () -> wrong(
                                    name,
                                    "must be one of "
                                            + String.join(
                                                    ", ",
                                                    EnumSet.allOf(values).stream()
                                                            .map(WireEnum::word)
                                                            .toList())));
        }
        return found;
    }

    public @Nullable Instant instant(String name) {
        try {
            return value(name)
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .filter(this::plausible)
                    .orElse(null);
        } catch (DateTimeException _) {
            wrong(name, "must be an ISO 8601 instant such as 2026-01-31T12:00:00Z");
            return null;
        }
    }

    private boolean plausible(Instant instant) {
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new DateTimeException("No database keeps such times");
        }
        return true;
    }

    public int number(String name, int standard, int most) {
        var value = value(name);
        if (value.isEmpty()) {
            return standard;
        }
        if (value.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value.get());
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        wrong(name, "must be a whole number from 1 to " + most);
        return standard;
    }

    /// A value that has a shape of its own.
    ///
    /// @param wrong what is said of one that makes no sense
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parse, String wrong) {
        var value = value(name);
        var parsed = value.flatMap(parse);
        if (value.isPresent() && parsed.isEmpty()) {
            wrong(name, wrong);
        }
        return parsed;
    }

    private void wrong(String name, String message) {
        issues.add(new Issue(name, message, "invalid_value"));
    }
}
