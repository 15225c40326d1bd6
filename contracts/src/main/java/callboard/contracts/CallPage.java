package callboard.contracts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One page of calls, newest first: `GET /api/calls`.
///
/// @param total      how many calls match in all
/// @param page       1-based; stays what was asked for when a cursor is used
/// @param nextCursor give it back as `cursor` for the next page; absent on the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallPage(
        List<Call> data,
        long total,
        int page,
        int limit,
        long totalPages,
        @Nullable String nextCursor) {

    public CallPage {
        data = List.copyOf(data);
    }
}
