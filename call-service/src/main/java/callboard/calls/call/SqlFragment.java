package callboard.calls.call;

import static java.util.stream.Collectors.joining;

import callboard.contracts.WireEnum;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// A piece of SQL and the values for its question marks.
record SqlFragment(String text, List<Object> values) {

    static SqlFragment of(String text, Object... values) {
        return new SqlFragment(text, List.of(values));
    }

    static SqlFragment join(Collection<SqlFragment> clauses, String between) {
        return new SqlFragment(
                clauses.stream().map(SqlFragment::text).collect(joining(between)),
                clauses.stream().flatMap(clause -> clause.values.stream()).toList());
    }

    /// That all of these hold; `true` when there are none.
    static SqlFragment all(Stream<SqlFragment> conditions) {
        var given = conditions.toList();
        return given.isEmpty() ? of("true") : join(given, " and ");
    }

    /// One piece after the other; texts stand for themselves.
    static SqlFragment sql(Object... pieces) {
        return join(
                Stream.of(pieces)
                        .map(piece -> piece instanceof SqlFragment clause ? clause : of(piece.toString()))
                        .toList(),
                "");
    }

    /// Our own words as they stand, so that the planner sees which index they mean. Nobody's input gets in here.
    static <E extends Enum<E> & WireEnum> SqlFragment in(String column, Collection<E> words) {
        return of(column + words.stream().map(word -> "'" + word.word() + "'").collect(joining(", ", " in (", ")")));
    }

    static <E extends Enum<E> & WireEnum> String array(Collection<E> words) {
        return words.stream().map(WireEnum::word).collect(joining(",", "'{", "}'"));
    }
}
