package callboard.calls.audit;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.word;

import callboard.calls.database.ReadPath;
import callboard.calls.rows.Cursor;
import callboard.contracts.Change;
import callboard.contracts.ChangeKind;
import callboard.contracts.ChangePage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `changes`, for who reads them.
@Component
class ChangeRepository {

    private static final TypeReference<Map<String, Object>> VIEW = new TypeReference<>() {};

    private static final String PAGE = """
            select * from changes
            where (?::text[] is null or kind = any(?)) and (?::text is null or name = ?)
              and (?::timestamptz is null or (at, id) < (?, ?))
            order by at desc, id desc limit ?
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    ChangeRepository(@ReadPath JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    ChangePage page(@Nullable Set<ChangeKind> kinds, @Nullable String name, int limit, @Nullable Cursor cursor) {
        var words = kinds == null ? null : kinds.stream().map(ChangeKind::word).toArray(String[]::new);
        var key = cursor == null ? null : cursor.argument();
        // One row more than asked for shows whether there is a next page.
        var found = sql.sql(PAGE)
                .param(words)
                .param(words)
                .param(name)
                .param(name)
                .param(key)
                .param(key)
                .param(cursor == null ? null : Long.valueOf(cursor.id()))
                .param(limit + 1)
                .query((row, _) -> change(row))
                .list();
        if (found.size() <= limit) {
            return new ChangePage(found, null);
        }
        var last = found.get(limit - 1);
        return new ChangePage(found.subList(0, limit), new Cursor("", last.at(), String.valueOf(last.id())).toString());
    }

    private Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("id"),
                instant(row, "at"),
                row.getString("changed_by"),
                word(row, "kind", ChangeKind.class),
                row.getString("name"),
                view(row.getString("before")),
                view(row.getString("after")));
    }

    private @Nullable Map<String, Object> view(@Nullable String text) {
        return text == null ? null : json.readValue(text, VIEW);
    }
}
