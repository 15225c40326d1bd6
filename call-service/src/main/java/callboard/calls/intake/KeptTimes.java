package callboard.calls.intake;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How tables are written that keep how many times each of their keys is so (`times`), and none that is so no longer.
final class KeptTimes {

    private KeptTimes() {}

    /// A statement that adds times to keys, or takes them away. Its parameters are an array for each column, and one of
    /// times. What an earlier version has counted and not kept can't be taken back: nothing is left of it.
    ///
    /// @param key     the columns of the primary key, each with its type: `call_id text`
    /// @param follows other columns, which follow from the key
    static String change(String table, List<String> key, List<String> follows) {
        var all = Stream.concat(key.stream(), follows.stream()).toList();
        var isIt = "(%s) = (%s)"
                .formatted(each(key, column -> "known." + name(column)), each(key, column -> "now." + name(column)));
        return """
                with now as (
                  select * from unnest(%1$s, ?::int[]) as now (%2$s, times)),
                gone as (
                  delete from %3$s as known using now where %4$s and known.times + now.times <= 0),
                less as (
                  update %3$s as known set times = known.times + now.times from now
                  where %4$s and now.times < 0 and known.times + now.times > 0)
                insert into %3$s as known (%2$s, times)
                select * from now where times > 0
                on conflict (%5$s) do update set times = known.times + excluded.times
                """.formatted(
                        each(all, column -> "?::" + type(column) + "[]"),
                        each(all, KeptTimes::name),
                        table,
                        isIt,
                        each(key, KeptTimes::name));
    }

    private static String each(List<String> columns, UnaryOperator<String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    private static String name(String column) {
        return column.substring(0, column.indexOf(' '));
    }

    private static String type(String column) {
        return column.substring(column.indexOf(' ') + 1);
    }
}
