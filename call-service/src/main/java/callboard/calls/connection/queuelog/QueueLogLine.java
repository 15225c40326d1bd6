package callboard.calls.connection.queuelog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `time|uniqueid|queue|agent|event|data…`. The time is in seconds since 1970, or a date and time as databases have
/// it.
record QueueLogLine(Instant at, String call, String queue, String agent, String event, List<String> data) {

    private static final int FIELDS = 5;
    private static final Pattern FIELD = Pattern.compile("\\|");
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,11}(?:\\.[0-9]{1,9})?");
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter();

    /// @param zone of dates that name none
    /// @return nothing where it is no such line
    static @Nullable QueueLogLine of(String line, ZoneId zone) {
        var fields = FIELD.split(line.strip(), -1);
        var at = fields.length < FIELDS ? null : time(fields[0], zone);
        return at == null || fields[4].isEmpty()
                ? null
                : new QueueLogLine(
                        at,
                        fields[1],
                        fields[2],
                        fields[3],
                        fields[4],
                        List.of(fields).subList(FIELDS, fields.length));
    }

    private static @Nullable Instant time(String text, ZoneId zone) {
        if (EPOCH.matcher(text).matches()) {
            int point = text.indexOf('.');
            var seconds = point < 0 ? text : text.substring(0, point);
            var fraction = point < 0 ? "" : text.substring(point + 1);
            return Instant.ofEpochSecond(
                    Long.parseLong(seconds), Long.parseLong((fraction + "000000000").substring(0, 9)));
        }
        try {
            return switch (DATE.parseBest(text, OffsetDateTime::from, LocalDateTime::from)) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case Object _ -> null;
            };
        } catch (DateTimeException _) {
            return null;
        }
    }

    String data(int index) {
        return index < data.size() ? data.get(index) : "";
    }

    /// @return 0 where it is no number
    long number(int index) {
        var text = data(index);
        return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
    }
}
