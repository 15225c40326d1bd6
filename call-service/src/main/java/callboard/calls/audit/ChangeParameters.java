package callboard.calls.audit;

import callboard.calls.rows.Cursor;
import callboard.contracts.CallEventRequest;
import callboard.contracts.ChangeKind;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/ops/changes`.
record ChangeParameters(
        @Nullable Set<ChangeKind> kind,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String name,

        @Nullable @Range(min = 1, max = 200, message = "must be a whole number from {min} to {max}")
        Integer limit,

        @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 50;
    private static final String ID = "[0-9]{1,18}";

    /// Named as what it is about: the path is `cursor`.
    @AssertTrue(message = "must be the nextCursor of an earlier page")
    boolean isCursor() {
        return cursor == null || place().isPresent();
    }

    int size() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    Optional<Cursor> place() {
        return Optional.ofNullable(cursor).flatMap(text -> Cursor.parse(text, "", Cursor::time, id -> id.matches(ID)));
    }
}
