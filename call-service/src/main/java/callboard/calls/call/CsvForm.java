package callboard.calls.call;

import callboard.contracts.WireEnum;
import org.jspecify.annotations.Nullable;

/// How an export is written, as parameters beside its filter.
///
/// @param raw       ids and names as the API has them, with nothing before what a spreadsheet would take for a formula
/// @param separator between cells
/// @param decimal   in seconds: spreadsheets take the sign of their reader's country only
record CsvForm(
        @Nullable Boolean raw,
        @Nullable Separator separator,
        @Nullable Decimal decimal) {

    enum Separator implements WireEnum {
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

    enum Decimal implements WireEnum {
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

    boolean isRaw() {
        return Boolean.TRUE.equals(raw);
    }

    char delimiter() {
        return (separator == null ? Separator.COMMA : separator).sign;
    }

    String number(Double seconds) {
        var text = seconds.toString();
        return decimal == Decimal.COMMA ? text.replace('.', ',') : text;
    }
}
