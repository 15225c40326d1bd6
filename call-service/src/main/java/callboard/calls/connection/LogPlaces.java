package callboard.calls.connection;

import callboard.calls.connection.queuelog.FollowedLog.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far the logs that are followed have been read.
@Component
class LogPlaces {

    private static final String KEEP = """
            insert into connection_log_places (connection, file, head, position)
            select name, ?, ?, ? from connections where name = ?
            on conflict (connection) do update set
              file = excluded.file, head = excluded.head, position = excluded.position
            """;

    private final JdbcClient sql;

    LogPlaces(JdbcClient sql) {
        this.sql = sql;
    }

    @Nullable
    Place find(String connection) {
        return sql.sql("select file, head, position from connection_log_places where connection = ?")
                .param(connection)
                .query((row, _) -> new Place(row.getString("file"), row.getString("head"), row.getLong("position")))
                .optional()
                .orElse(null);
    }

    void keep(String connection, Place place) {
        sql.sql(KEEP)
                .params(place.file(), place.head(), place.position(), connection)
                .update();
    }
}
