package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of calls, newest first unless asked otherwise: `GET /api/calls`.
///
/// @param total      how many calls match in all
/// @param atLeast    `true` when there may be more than `total`; absent when it is exact
/// @param page       1-based; stays what was asked for when a cursor is used
/// @param nextCursor give it back as `cursor` for the next page; absent on the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallPage(
        List<Call> data,
        long total,
        @Nullable Boolean atLeast,
        int page,
        int limit,
        long totalPages,
        @Nullable String nextCursor) {

    public CallPage {
        data = List.copyOf(data);
    }

    /// @param more whether there may be more than the total says
    public static CallPage of(
            List<Call> data, long total, boolean more, int page, int limit, @Nullable String nextCursor) {
        return new CallPage(data, total, more ? true : null, page, limit, Math.ceilDiv(total, limit), nextCursor);
    }
}
