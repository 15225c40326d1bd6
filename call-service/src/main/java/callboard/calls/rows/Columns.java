package callboard.calls.rows;

import callboard.contracts.EndReason;
import callboard.contracts.OpenHours;
import callboard.contracts.Rule;
import callboard.contracts.WireEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Columns and what they mean.
public final class Columns {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Columns() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /// The rows' values of one column, for `unnest`.
    public static <T> String[] column(Collection<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /// Whether anything of ours can be of that time: no database keeps all that `Instant` can be.
    public static boolean keeps(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
    }

    /// A point in time as JDBC takes it.
    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static <E extends Enum<E> & WireEnum> E word(ResultSet row, String column, Class<E> values)
            throws SQLException {
        return WireEnum.of(values, row.getString(column));
    }

    public static @Nullable EndReason endReason(ResultSet row) throws SQLException {
        var word = row.getString("end_reason");
        return word == null ? null : WireEnum.of(EndReason.class, word);
    }

    /// The column `open_hours`.
    public static @Nullable OpenHours openHours(ResultSet row) throws SQLException {
        var hours = row.getString("open_hours");
        return hours == null ? null : JsonMapper.shared().readValue(hours, OpenHours.class);
    }

    /// The column `flags`, which the query has joined with commas.
    public static List<Rule> flags(ResultSet row) throws SQLException {
        var words = row.getString("flags");
        return words.isEmpty()
                ? List.of()
                : Stream.of(words.split(","))
                        .map(word -> WireEnum.of(Rule.class, word))
                        .toList();
    }
}
