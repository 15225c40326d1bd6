package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a queue is open, week by week: of each day the spans of local time, such as `09:00-13:30`; `24:00` is the end
/// of the day. A day without any is closed.
///
/// @param zone whose local time it is, such as `Europe/Madrid`; the one of the call centre's days unless given
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OpenHours(
        @Nullable @ZoneName String zone,
        @Nullable @DaySpans List<@Nullable String> mon,
        @Nullable @DaySpans List<@Nullable String> tue,
        @Nullable @DaySpans List<@Nullable String> wed,
        @Nullable @DaySpans List<@Nullable String> thu,
        @Nullable @DaySpans List<@Nullable String> fri,
        @Nullable @DaySpans List<@Nullable String> sat,
        @Nullable @DaySpans List<@Nullable String> sun) {

    /// The spans of each day, from Monday to Sunday.
    public List<List<@Nullable String>> week() {
        return Stream.of(mon, tue, wed, thu, fri, sat, sun)
                .<List<@Nullable String>>map(day -> day == null ? List.of() : day)
                .toList();
    }

    /// The same, by that zone unless it names one.
    public OpenHours in(String callCentre) {
        return zone == null ? new OpenHours(callCentre, mon, tue, wed, thu, fri, sat, sun) : this;
    }
}
