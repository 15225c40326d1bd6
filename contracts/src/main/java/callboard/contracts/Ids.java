package callboard.contracts;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What ids of calls, agents and queues may be: 1 to 128 printable characters (code points) of any script, in Unicode's
/// normal form C, with no blank at either end.
///
/// Not printable are control characters, unassigned and private ones, line separators, and what is invisible: marks of
/// direction, zero-width spaces, byte order marks, tags. Joiners (U+200C, U+200D), which Persian, Hindi and emoji need,
/// are taken within. `.` and `..` are refused, alone and between slashes: programs on the way take them out of
/// addresses, encoded or not.
public final class Ids {

    // What is written here is read alike by Java and by the `u` expressions of JSON Schema.
    private static final String INVISIBLE = "\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F"
            + "\\uFEFF\\uFFF9-\\uFFFB\\uD82F\\uDCA0-\\uD82F\\uDCA3\\uD834\\uDD73-\\uD834\\uDD7A\\uDB40\\uDC01"
            + "\\uDB40\\uDC20-\\uDB40\\uDC7F";
    private static final String CHARACTER = "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}" + INVISIBLE + "]";
    private static final String BLANK = "[\\p{Zs}\\u200C\\u200D]";
    private static final String NO_DOTS = "(?!(?:.*/)?\\.{1,2}(?:/.*)?$)";

    // What nearly all ids are made of comes first: it is recognised several times as fast.
    private static final String USUAL = "[0-9A-Za-z_][0-9A-Za-z_.:@-]{0,127}";

    static final String PATTERN =
            "(?:" + USUAL + "|(?!" + BLANK + ")" + NO_DOTS + CHARACTER + "{1,128}(?<!" + BLANK + "))";
    static final String MESSAGE =
            "must be 1 to 128 printable characters without blanks at the ends, and no . or .. alone or between slashes";
    static final String PATTERN_OF_ALERTS = CHARACTER + "{1,200}";

    /// How an id may begin: what is searched for.
    public static final String BEGINNING = "(?!" + BLANK + ")" + CHARACTER + "{1,128}";

    private static final Pattern ID = Pattern.compile(PATTERN);

    // No character before it takes part in a composition.
    private static final char FIRST_THAT_COMPOSES = '\u0300';

    private Ids() {}

    /// Whether it is an id in normal form.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The id that is meant, in normal form; empty for what no id can be, some of which a database would not even look
    /// for.
    public static Optional<String> id(String text) {
        return Optional.of(normalized(text)).filter(Ids::isId);
    }

    /// The id in normal form C: a letter with an accent is the same whether it was sent as one character or two.
    public static String normalized(String id) {
        return isNormalized(id) ? id : Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    /// Absent stays absent: what is missing is for the validation to say.
    private static boolean isNormalized(@Nullable String id) {
        if (id != null) {
            for (int i = 0; i < id.length(); i++) {
                if (id.charAt(i) >= FIRST_THAT_COMPOSES) {
                    return false;
                }
            }
        }
        return true;
    }
}
