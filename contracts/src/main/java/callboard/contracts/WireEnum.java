package callboard.contracts;

import java.util.Optional;
import java.util.stream.Stream;

/// A value with a stable word: the same in JSON, in the database and in query parameters.
public interface WireEnum {

    String word();

    /// The value that the word names.
    static <E extends Enum<E> & WireEnum> Optional<E> find(Class<E> values, String word) {
        return Stream.of(values.getEnumConstants())
                .filter(value -> value.word().equals(word))
                .findFirst();
    }

    /// The value that the word names, for words that can only be right.
    ///
    /// @throws IllegalArgumentException when there is no such value
    static <E extends Enum<E> & WireEnum> E of(Class<E> values, String word) {
        return find(values, word)
                .orElseThrow(() -> new IllegalArgumentException(word + " is no " + values.getSimpleName()));
    }
}
