package callboard.calls.call;

import callboard.calls.rows.Columns;
import callboard.calls.rows.Cursor;
import callboard.contracts.Call;
import callboard.contracts.CallStatus;
import callboard.contracts.Ids;
import callboard.contracts.WireEnum;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/// The order of a list: by something about the calls and, among equals, by their ids.
record Sort(By by, boolean descending) {

    static final Sort NEWEST_FIRST = new Sort(By.START_TIME, true);

    // What a call that has no such time counts as: less than any.
    private static final double NONE = -1;

    /// What calls can be sorted by. Each is an order that an index has.
    enum By implements WireEnum {
        START_TIME("startTime", "start_time"),
        /// Unanswered calls count as less than any wait.
        WAIT_TIME("waitTime", "coalesce(wait_time, -1)"),
        /// From the start to the end; calls that go on count as less than any.
        DURATION("duration", "coalesce(extract(epoch from end_time - start_time)::double precision, -1)"),
        /// Since when they have had their status: when they ended, of those that have.
        STATUS_SINCE("statusSince", "status_since"),
        /// How long they have waited if they wait, else as by `WAIT_TIME`: each in its index's order.
        WAITED("waited", "coalesce(wait_time, -1)"),
        ID("id", "id");

        private final String word;
        private final String key;

        By(String word, String key) {
            this.word = word;
            this.key = key;
        }

        @Override
        public String word() {
            return word;
        }

        /// The index's own expression.
        String key() {
            return key;
        }
    }

    /// The name of what is sorted by, after a `-` when the highest come first.
    static Optional<Sort> parse(String text) {
        boolean descending = text.startsWith("-");
        return WireEnum.find(By.class, descending ? text.substring(1) : text).map(by -> new Sort(by, descending));
    }

    /// Reads the parameter `sort`.
    @Component
    static final class FromText implements Converter<String, Sort> {

        @Override
        public Sort convert(String text) {
            return parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("must be one of "
                            + Stream.of(By.values()).map(By::word).collect(Collectors.joining(", "))
                            + ", each also with a - in front"));
        }
    }

    /// A wait that goes on is so long at that moment, on every page of a list.
    record Waited(double seconds, Instant asOf) {

        /// Since when one so long has gone on.
        Instant since() {
            return asOf.minus(Math.round(seconds * 1e6), ChronoUnit.MICROS);
        }

        @Override
        public String toString() {
            return seconds + "@" + asOf;
        }

        private static Waited parse(String text) {
            int end = text.indexOf('@');
            if (end < 0) {
                throw new IllegalArgumentException("No wait is " + text);
            }
            var waited = new Waited(
                    finite(Double.parseDouble(text.substring(0, end))), Cursor.time(text.substring(end + 1)));
            if (!Columns.keeps(waited.since())) {
                throw new IllegalArgumentException("No wait is " + text);
            }
            return waited;
        }
    }

    /// How long a call has waited that waits still.
    static SqlFragment waiting(Instant asOf) {
        return SqlFragment.of(
                "extract(epoch from ?::timestamptz - status_since)::double precision", Columns.time(asOf));
    }

    /// What any call is sorted by.
    SqlFragment key(Instant asOf) {
        return by == By.WAITED
                ? SqlFragment.sql("case when status = 'waiting' then ", waiting(asOf), " else " + by.key() + " end")
                : SqlFragment.of(by.key());
    }

    /// The call's place in this order, as the database computes it too.
    private Object key(Call call, Instant asOf) {
        return switch (by) {
            case STATUS_SINCE -> call.statusSince();
            case WAITED ->
                new Waited(
                        call.status() == CallStatus.WAITING
                                ? seconds(call.statusSince(), asOf)
                                : call.waitTime() == null ? NONE : call.waitTime(),
                        asOf);
            case START_TIME -> call.startTime();
            case WAIT_TIME -> call.waitTime() == null ? NONE : call.waitTime();
            case DURATION -> call.endTime() == null ? NONE : length(call);
            case ID -> call.id();
        };
    }

    /// Where a page ends whose last call this is.
    Cursor after(Call call, Instant asOf) {
        return new Cursor(order(), key(call, asOf), call.id());
    }

    /// An earlier page's end in this order.
    Optional<Cursor> cursor(String text) {
        return Cursor.parse(text, order(), this::key, Ids::isId);
    }

    private String order() {
        return equals(NEWEST_FIRST) ? "" : toString();
    }

    private Object key(String text) {
        return switch (by) {
            case START_TIME, STATUS_SINCE -> Cursor.time(text);
            case WAITED -> Waited.parse(text);
            case WAIT_TIME, DURATION -> finite(Double.parseDouble(text));
            case ID -> text;
        };
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("No call is sorted by " + number);
        }
        return number;
    }

    /// Of one that has ended.
    static double length(Call call) {
        return seconds(call.startTime(), call.endTime());
    }

    private static double seconds(Instant from, @Nullable Instant to) {
        return ChronoUnit.MICROS.between(from, to) / 1e6;
    }

    /// What a call further down in this order is, compared with another.
    String comparison() {
        return descending ? "<" : ">";
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + by.word();
    }
}
