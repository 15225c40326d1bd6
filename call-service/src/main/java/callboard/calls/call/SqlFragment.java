package callboard.calls.call;

import static java.util.stream.Collectors.joining;

import callboard.contracts.WireEnum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// A piece of SQL and the values for its question marks.
record SqlFragment(String text, List<Object> values) {

    // A page's statement is put together anew for each that is asked for, of pieces within pieces.
    private static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        Builder add(String piece) {
            text.append(piece);
            return this;
        }

        Builder add(SqlFragment piece) {
            text.append(piece.text);
            values.addAll(piece.values);
            return this;
        }

        SqlFragment build() {
            return new SqlFragment(text.toString(), List.copyOf(values));
        }
    }

    static SqlFragment of(String text, Object... values) {
        return new SqlFragment(text, List.of(values));
    }

    static SqlFragment join(List<SqlFragment> clauses, String between) {
        var joined = new Builder();
        for (int i = 0; i < clauses.size(); i++) {
            joined.add(i == 0 ? "" : between).add(clauses.get(i));
        }
        return joined.build();
    }

    /// That all of these hold; `true` when there are none.
    static SqlFragment all(Stream<SqlFragment> conditions) {
        var given = conditions.toList();
        return given.isEmpty() ? of("true") : join(given, " and ");
    }

    /// One piece after the other; texts stand for themselves.
    static SqlFragment sql(Object... pieces) {
        var whole = new Builder();
        for (var piece : pieces) {
            if (piece instanceof SqlFragment clause) {
                whole.add(clause);
            } else {
                whole.add(piece.toString());
            }
        }
        return whole.build();
    }

    /// Our own words as they stand, so that the planner sees which index they mean. Nobody's input gets in here.
    static <E extends Enum<E> & WireEnum> SqlFragment in(String column, Collection<E> words) {
        return of(column + words.stream().map(word -> "'" + word.word() + "'").collect(joining(", ", " in (", ")")));
    }

    static <E extends Enum<E> & WireEnum> String array(Collection<E> words) {
        return words.stream().map(WireEnum::word).collect(joining(",", "'{", "}'"));
    }
}
