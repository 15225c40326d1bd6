package callboard.calls.connection.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// Points in time as anybody writes them: ISO 8601 with an offset, RFC 2822, and seconds or milliseconds since 1970.
final class Times {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{9,16}(?:\\.[0-9]{1,9})?");
    // As seconds the year 5138, as milliseconds the year 1973.
    private static final BigDecimal FIRST_MILLIS = new BigDecimal("100000000000");
    // A clock that was never set.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NANO_DIGITS = 9;

    private Times() {}

    /// To the microsecond, as it is kept.
    static Optional<Instant> read(String text) {
        return parse(text.strip())
                .map(instant -> instant.truncatedTo(ChronoUnit.MICROS))
                .filter(instant -> !instant.isBefore(EARLIEST));
    }

    private static Optional<Instant> parse(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return Optional.of(ofNumber(new BigDecimal(text)));
            }
            return Optional.of(
                    text.contains(",")
                            ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()
                            : OffsetDateTime.parse(withColon(text)).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant ofNumber(BigDecimal number) {
        var seconds = number.compareTo(FIRST_MILLIS) < 0 ? number : number.movePointLeft(3);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue());
    }

    /// An offset may be written without one, as in +0100, and the date parted from the time by a blank.
    private static String withColon(String text) {
        return text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2").replaceFirst("^(\\S{10}) ", "$1T");
    }
}
