package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of alerts, newest first: `GET /api/alerts`.
///
/// @param total      how many alerts match in all
/// @param nextCursor give it back as `cursor` for the next page; absent on the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertPage(
        List<Alert> data, long total, @Nullable String nextCursor) {

    public AlertPage {
        data = List.copyOf(data);
    }
}
