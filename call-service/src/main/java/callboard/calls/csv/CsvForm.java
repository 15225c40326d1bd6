package callboard.calls.csv;

import static java.util.stream.Collectors.joining;

import callboard.contracts.WireEnum;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How an export is written, as parameters beside its filter.
///
/// @param raw       ids and names as the API has them, with nothing before what a spreadsheet would take for a formula
/// @param separator between cells
/// @param decimal   in seconds: spreadsheets take the sign of their reader's country only
/// @param language  of words instead of codes, with the names of queues; none for programs
/// @param zone      of times as spreadsheets take them for times; none for programs
public record CsvForm(
        @Nullable Boolean raw,
        @Nullable Separator separator,
        @Nullable Decimal decimal,
        @Nullable Language language,
        @Nullable ZoneId zone) {

    // Spreadsheets of every country take this for a time.
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> TIMES =
            Set.of("startTime", "endTime", "statusSince", "answeredAt", "enteredAt", "leftAt", "begin", "end");

    public enum Separator implements WireEnum {
        COMMA("comma", ','),
        SEMICOLON("semicolon", ';');

        private final String word;
        private final char sign;

        Separator(String word, char sign) {
            this.word = word;
            this.sign = sign;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public enum Decimal implements WireEnum {
        POINT("point"),
        COMMA("comma");

        private final String word;

        Decimal(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public enum Language implements WireEnum {
        ENGLISH("en"),
        SPANISH("es");

        private final String word;

        Language(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        /// What people call it.
        public String wordFor(WireEnum value) {
            return ResourceBundle.getBundle("callboard/calls/csv/export-words", Locale.of(word), NO_OTHER)
                    .getString(value.getClass().getSimpleName() + "." + value.word());
        }

        private static final ResourceBundle.Control NO_OTHER =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    }

    boolean isRaw() {
        return Boolean.TRUE.equals(raw);
    }

    char delimiter() {
        return (separator == null ? Separator.COMMA : separator).sign;
    }

    /// Names the zone of times that don't say it.
    Stream<String> head(String column) {
        if (language != null && column.equals("queueId")) {
            return Stream.of(column, "queue");
        }
        return Stream.of(zone != null && TIMES.contains(column) ? column + " (" + zone + ")" : column);
    }

    String time(Instant time) {
        return zone == null ? time.toString() : LOCAL.format(time.atZone(zone));
    }

    String word(WireEnum value) {
        return language == null ? value.word() : language.wordFor(value);
    }

    String words(Collection<? extends WireEnum> values) {
        return values.stream().map(this::word).collect(joining(language == null ? " " : ", "));
    }

    String number(Double seconds) {
        var text = seconds.toString();
        return decimal == Decimal.COMMA ? text.replace('.', ',') : text;
    }
}
