package callboard.calls.rows;

import java.util.List;

/// Telephone numbers and what is like them, as they are looked for: without what people and systems write between the
/// digits, so that `+34 600-123` and `34600123` are the same.
public final class Numbers {

    private static final String BETWEEN = " ()-./+";

    /// The keys of a call's two numbers, in SQL: each an expression that an index of ended calls has.
    public static final List<String> KEYS = List.of(keyIn("parties", "from"), keyIn("parties", "to"));

    private Numbers() {}

    /// Empty when there is nothing in it to look for.
    public static String key(String number) {
        var key = new StringBuilder();
        number.codePoints()
                .filter(each -> BETWEEN.indexOf(each) < 0)
                .map(each -> each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    /// What begins with it ends so, turned round.
    public static String reversed(String key) {
        return new StringBuilder(key).reverse().toString();
    }

    /// The key of a number in a JSON object, in SQL.
    public static String keyIn(String object, String member) {
        return "translate(lower((%s ->> '%s') collate \"C\"), '%s', '')".formatted(object, member, BETWEEN);
    }
}
