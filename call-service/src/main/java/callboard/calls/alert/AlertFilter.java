package callboard.calls.alert;

import callboard.calls.rows.Cursor;
import callboard.calls.web.InvalidQuery;
import callboard.calls.web.Query;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertState;
import callboard.contracts.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Which alerts are asked for, and from where on.
///
/// @param states any of these; empty for all
/// @param levels any of these; empty for all
/// @param rules  any of these; empty for all
record AlertFilter(
        Set<AlertState> states,
        Set<AlertLevel> levels,
        Set<Rule> rules,
        @Nullable String queueId,
        @Nullable String callId,
        int limit,
        @Nullable Cursor cursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    /// @throws InvalidQuery naming every parameter that makes no sense
    static AlertFilter from(MultiValueMap<String, String> parameters) {
        var query = new Query(parameters);
        var filter = new AlertFilter(
                query.words("state", AlertState.class),
                query.words("level", AlertLevel.class),
                query.words("rule", Rule.class),
                query.text("queueId"),
                query.text("callId"),
                query.number("limit", DEFAULT_LIMIT, MOST),
                query.parsed(
                                "cursor",
                                text -> Cursor.parse(text, "", Cursor::time, Alert.ID),
                                "must be the nextCursor of an earlier page")
                        .orElse(null));
        query.throwIfInvalid();
        return filter;
    }
}
