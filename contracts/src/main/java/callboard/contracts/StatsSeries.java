package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window, minute by minute, none left out: `GET /api/stats/series`.
///
/// @param queueId absent for all queues together
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatsSeries(String window, @Nullable String queueId, List<StatsPoint> points) {

    public StatsSeries {
        points = List.copyOf(points);
    }
}
