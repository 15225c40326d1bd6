package callboard.calls.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import callboard.calls.web.InvalidQuery;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Problem.Issue;
import callboard.contracts.Rule;
import callboard.contracts.Word;
import callboard.viewers.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Which calls are asked for, and which page of them.
///
/// @param statuses any of these; empty for all
/// @param types    any of these; empty for all
/// @param flags    any of these; empty for no matter
/// @param q        how a call's or an agent's id begins; or so in small letters, or in capitals
/// @param from     began at or after
/// @param to       began before
/// @param seen     the only queues that whoever asks may see; null for all
record CallFilter(
        Set<CallStatus> statuses,
        @Nullable String queueId,
        @Nullable String agentId,
        Set<Rule> flags,
        Set<CallType> types,
        @Nullable String q,
        @Nullable Instant from,
        @Nullable Instant to,
        Sort sort,
        int page,
        int limit,
        @Nullable Cursor cursor,
        @Nullable Set<String> seen) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    /// @throws InvalidQuery naming every parameter that makes no sense
    static CallFilter from(MultiValueMap<String, String> parameters, Viewer viewer) {
        var query = new Query(parameters);
        var sort = query.sort();
        var filter = new CallFilter(
                query.words("status", CallStatus.class),
                query.text("queueId"),
                query.text("agentId"),
                query.words("flag", Rule.class),
                query.words("type", CallType.class),
                query.text("q"),
                query.instant("from"),
                query.instant("to"),
                sort,
                query.number("page", 1, Integer.MAX_VALUE),
                query.number("limit", DEFAULT_LIMIT, MOST),
                query.cursor(sort),
                viewer.queues());
        query.complain();
        return filter;
    }

    boolean meansEnded() {
        return statuses.isEmpty() || statuses.contains(CallStatus.ENDED);
    }

    boolean meansLive() {
        return !statuses.equals(Set.of(CallStatus.ENDED));
    }

    /// Whether whoever asks may see none of what is asked for.
    boolean seesNothing() {
        return seen != null && (seen.isEmpty() || queueId != null && !seen.contains(queueId));
    }

    /// The only queues that are meant; null for all.
    @Nullable Set<String> queues() {
        return queueId != null ? Set.of(queueId) : seen;
    }

    /// Reads parameters and collects what is wrong with them.
    private static final class Query {

        private final MultiValueMap<String, String> parameters;
        private final List<Issue> issues = new ArrayList<>();

        Query(MultiValueMap<String, String> parameters) {
            this.parameters = parameters;
        }

        void complain() {
            if (!issues.isEmpty()) {
                throw new InvalidQuery(issues);
            }
        }

        /// An empty value is as good as none: forms send what was left blank.
        Optional<String> value(String name) {
            var values = parameters.getOrDefault(name, List.of());
            if (values.size() > 1) {
                wrong(name, "must be given once");
            }
            return values.stream().findFirst().filter(value -> !value.isEmpty());
        }

        @Nullable String text(String name) {
            var value = value(name);
            if (value.isPresent() && !value.get().matches(CallEventRequest.TEXT)) {
                wrong(name, CallEventRequest.TEXT_MESSAGE);
            }
            return value.orElse(null);
        }

        <E extends Enum<E> & Word> Set<E> words(String name, Class<E> values) {
            var found = EnumSet.noneOf(values);
            var given = value(name).filter(all -> !all.equals("all")).map(list -> list.split(",", -1));
            for (var word : given.orElse(new String[0])) {
                Word.find(values, word).ifPresentOrElse(found::add, () -> wrong(name, "must be one of "
                        + String.join(", ", EnumSet.allOf(values).stream().map(Word::word).toList())));
            }
            return found;
        }

        @Nullable Instant instant(String name) {
            try {
                return value(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant)
                        .filter(this::plausible).orElse(null);
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

        int number(String name, int standard, int most) {
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

        Sort sort() {
            var value = value("sort");
            var sort = value.flatMap(Sort::parse);
            if (value.isPresent() && sort.isEmpty()) {
                wrong("sort", "must be one of " + Sort.words());
            }
            return sort.orElse(Sort.NEWEST_FIRST);
        }

        @Nullable Cursor cursor(Sort sort) {
            var value = value("cursor");
            var cursor = value.flatMap(Cursor::parse).filter(each -> each.sort().equals(sort));
            if (value.isPresent() && cursor.isEmpty()) {
                wrong("cursor", "must be the nextCursor of an earlier page in the same order");
            }
            return cursor.orElse(null);
        }

        private void wrong(String name, String message) {
            issues.add(new Issue(name, message, "invalid_value"));
        }
    }
}
