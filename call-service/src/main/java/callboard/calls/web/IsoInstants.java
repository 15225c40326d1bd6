package callboard.calls.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Points in time as programs write them: ISO 8601 with an offset from UTC, extended (`2026-01-31T12:00:00.5+01:00`) or
/// basic (`20260131T120000Z`). The offset may be `Z`, `+01`, `+0100` or `+01:00`, the fraction of any length after a
/// point or a comma, and a blank may stand for the `T`, as in RFC 3339.
final class IsoInstants {

    static final String MESSAGE = "must be an ISO 8601 instant such as 2026-01-31T12:00:00Z";

    private static final Pattern FORM =
            Pattern.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2})(?<seconds>:[0-9]{2})?"
                    + "(?:[.,](?<fraction>[0-9]+))?(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)");
    private static final Pattern BASIC =
            Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})[Tt]([0-9]{2})([0-9]{2})(?:([0-9]{2})(.*)|([Zz+-].*))");
    private static final int LONGEST = 64;
    private static final int NANOS = 9;

    private IsoInstants() {}

    /// @throws DateTimeException when it is none
    static Instant parse(String text) {
        var form = FORM.matcher(extended(text));
        return form.matches() && text.length() <= LONGEST
                ? instant(form)
                : OffsetDateTime.parse(text).toInstant();
    }

    private static String extended(String text) {
        var basic = BASIC.matcher(text);
        if (!basic.matches()) {
            return text;
        }
        var start = "%s-%s-%sT%s:%s"
                .formatted(basic.group(1), basic.group(2), basic.group(3), basic.group(4), basic.group(5));
        return basic.group(6) == null ? start + basic.group(8) : start + ":" + basic.group(6) + basic.group(7);
    }

    private static Instant instant(Matcher form) {
        var seconds = form.group("seconds");
        var fraction = form.group("fraction");
        if (seconds == null && fraction != null) {
            throw new DateTimeException("A fraction of a minute");
        }
        return OffsetDateTime.parse(form.group("date") + "T" + form.group("time")
                        + (seconds == null ? "" : seconds)
                        + (fraction == null ? "" : "." + fraction.substring(0, Math.min(NANOS, fraction.length())))
                        + offset(form.group("offset")))
                .toInstant();
    }

    private static String offset(String text) {
        return switch (text.length()) {
            case 1 -> "Z";
            case 3 -> text + ":00";
            case 5 -> text.substring(0, 3) + ":" + text.substring(3);
            default -> text;
        };
    }
}
