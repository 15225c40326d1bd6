package callboard.calls.alert;

import callboard.calls.rows.Cursor;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.AlertState;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.Rule;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/alerts`.
record AlertParameters(
        @Nullable Set<AlertState> state,
        @Nullable Set<AlertLevel> level,
        @Nullable Set<Rule> rule,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String queueId,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String callId,

        @Nullable @Range(min = 1, max = 200, message = "must be a whole number from {min} to {max}")
        Integer limit,

        @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 50;

    AlertParameters {
        queueId = queueId == null ? null : Ids.normalized(queueId);
        callId = callId == null ? null : Ids.normalized(callId);
    }

    /// Named as what it is about: the path is `cursor`.
    @AssertTrue(message = "must be the nextCursor of an earlier page")
    boolean isCursor() {
        return cursor == null || place().isPresent();
    }

    AlertFilter filter() {
        return new AlertFilter(
                state == null ? Set.of() : state,
                level == null ? Set.of() : level,
                rule == null ? Set.of() : rule,
                queueId,
                callId);
    }

    int size() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    Optional<Cursor> place() {
        return Optional.ofNullable(cursor)
                .flatMap(text -> Cursor.parse(text, "", Cursor::time, id -> id.matches(Alert.ID)));
    }
}
