package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of changes, newest first: `GET /api/ops/changes`.
///
/// @param nextCursor give it back as `cursor` for the next page; absent on the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangePage(List<Change> data, @Nullable String nextCursor) {

    public ChangePage {
        data = List.copyOf(data);
    }
}
