package callboard.calls.call;

import callboard.calls.rows.Cursor;
import callboard.contracts.Call;
import callboard.contracts.CallEventRequest;
import callboard.contracts.WireEnum;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

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
        ID("id", "id");

        private final String word;
        /// The index's own expression.
        private final String key;

        By(String word, String key) {
            this.word = word;
            this.key = key;
        }

        @Override
        public String word() {
            return word;
        }

        String key() {
            return key;
        }
    }

    /// The name of what is sorted by, after a `-` when the highest come first.
    static Optional<Sort> parse(String text) {
        boolean descending = text.startsWith("-");
        return WireEnum.find(By.class, descending ? text.substring(1) : text).map(by -> new Sort(by, descending));
    }

    static String words() {
        return String.join(", ", Arrays.stream(By.values()).map(By::word).toList()) + ", each also with a - in front";
    }

    /// The call's place in this order, as the database computes it too.
    private Object key(Call call) {
        return switch (by) {
            case START_TIME -> call.startTime();
            case WAIT_TIME -> call.waitTime() == null ? NONE : call.waitTime();
            case DURATION -> call.endTime() == null ? NONE : seconds(call);
            case ID -> call.id();
        };
    }

    /// Where a page ends whose last call this is.
    Cursor after(Call call) {
        return new Cursor(order(), key(call), call.id());
    }

    /// An earlier page's end in this order.
    Optional<Cursor> cursor(String text) {
        return Cursor.parse(text, order(), this::key, CallEventRequest.ID);
    }

    private String order() {
        return equals(NEWEST_FIRST) ? "" : toString();
    }

    private Object key(String text) {
        return switch (by) {
            case START_TIME -> Cursor.time(text);
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

    static double seconds(Call call) {
        return ChronoUnit.MICROS.between(call.startTime(), call.endTime()) / 1e6;
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
