package callboard.calls.call;

import java.time.Instant;
import java.util.Set;

import callboard.calls.web.Cursor;
import callboard.calls.web.InvalidQuery;
import callboard.calls.web.Query;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Which calls are asked for, and which page of them.
///
/// @param statuses any of these; empty for all
/// @param types    any of these; empty for all
/// @param flags    any of these; empty for no matter
/// @param q        part of a call's or an agent's id, in any case of letters
/// @param from     began at or after
/// @param to       began before
record CallFilter(
        Set<CallStatus> statuses,
        @Nullable String queueId,
        @Nullable String agentId,
        Set<Rule> flags,
        Set<CallType> types,
        @Nullable String q,
        @Nullable Instant from,
        @Nullable Instant to,
        int page,
        int limit,
        @Nullable Cursor cursor) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    /// @throws InvalidQuery naming every parameter that makes no sense
    static CallFilter from(MultiValueMap<String, String> parameters) {
        var query = new Query(parameters);
        var filter = new CallFilter(
                query.words("status", CallStatus.class),
                query.text("queueId"),
                query.text("agentId"),
                query.words("flag", Rule.class),
                query.words("type", CallType.class),
                query.text("q"),
                query.instant("from"),
                query.instant("to"),
                query.number("page", 1, Integer.MAX_VALUE),
                query.number("limit", DEFAULT_LIMIT, MOST),
                query.cursor());
        query.complain();
        return filter;
    }
}
