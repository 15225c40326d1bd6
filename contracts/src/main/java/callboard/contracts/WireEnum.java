package callboard.contracts;

import java.util.Map;
import java.util.Optional;

/// A value with a stable word: the same in JSON, in the database and in query parameters.
public interface WireEnum {

    String word();

    /// What each word stands for, in the order of the values.
    static Map<String, WireEnum> words(Class<? extends WireEnum> values) {
        return Words.WORDS.get(values);
    }

    /// The value that the word names.
    static <E extends Enum<E> & WireEnum> Optional<E> find(Class<E> values, String word) {
        return Optional.ofNullable(words(values).get(word)).map(values::cast);
    }

    /// The value that the word names, for words that can only be right.
    ///
    /// @throws IllegalArgumentException when there is no such value
    static <E extends Enum<E> & WireEnum> E of(Class<E> values, String word) {
        return find(values, word)
                .orElseThrow(() -> new IllegalArgumentException(word + " is no " + values.getSimpleName()));
    }
}
