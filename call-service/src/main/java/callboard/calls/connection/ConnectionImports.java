package callboard.calls.connection;

import static callboard.calls.rows.Columns.instant;
import static callboard.calls.rows.Columns.time;
import static callboard.calls.rows.Columns.word;

import callboard.calls.audit.Audit;
import callboard.calls.connection.queuelog.QueueLogImport.Progress;
import callboard.contracts.ChangeKind;
import callboard.contracts.ConnectionImport;
import callboard.contracts.ImportState;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Logs that were uploaded. They lie in the database, so that whichever replica holds their connection can read them.
@Component
class ConnectionImports {

    /// So many of a connection are listed.
    private static final int LISTED = 20;

    private static final int CHUNK = 256 * 1024;

    // One that stopped coming was given up by its sender, or by a replica that is gone.
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);

    private static final String BEGIN = """
            insert into connection_imports (connection, state, since, uploaded_at, uploaded_by)
            values (?, 'uploading', ?, ?, ?) returning id
            """;

    private static final String FORGET = """
            delete from connection_imports where connection = ? and (
              state = 'uploading' and since < ?
              or state in ('done', 'failed') and id <= (
                select id from connection_imports where connection = ? order by id desc offset ? limit 1))
            """;

    // Those that wait for a connection that is disabled say so.
    private static final String VIEW = """
            select import.*, coalesce(import.reason, case
                when import.state in ('waiting', 'reading') and connections.settings ->> 'enabled' is distinct from 'true'
                then 'The connection is disabled: the log is read once it is enabled' end) as reason_now
            from connection_imports as import join connections on connections.name = import.connection
            """;

    private static final String APPEND = """
            with chunk as (insert into connection_import_chunks (import, number, bytes) values (?, ?, ?))
            update connection_imports set bytes = bytes + ?, since = ? where id = ?
            """;

    private static final String REACHED = """
            update connection_imports set bytes_read = greatest(bytes_read, ?), read_to = ?, resume_at = ?, lines = ?,
              ignored = ?, unknown = ?, too_old = ?, known = ?, taken = ?, refused = ?
            where id = ? and state = 'reading'
            """;

    private static final String END = """
            with gone as (delete from connection_import_chunks where import = ?)
            update connection_imports set state = ?, since = ?, reason = ? where id = ? and state = 'reading'
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    /// One that is to be read, or read on.
    ///
    /// @param known   calls that were left as they are
    /// @param taken   events
    /// @param refused events
    record Job(long id, Progress progress, long known, long taken, long refused) {}

    ConnectionImports(JdbcClient sql, TransactionTemplate transaction, Audit audit, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /// Keeps a log as it arrives, in bounded memory.
    ///
    /// @param most so many bytes are taken
    /// @return nothing when it is larger
    /// @throws IOException when it stops arriving; nothing is kept then
    Optional<ConnectionImport> upload(String connection, InputStream log, long most, String by) throws IOException {
        var now = now();
        sql.sql(FORGET)
                .params(connection, clock.instant().minus(GIVEN_UP).atOffset(now.getOffset()), connection, LISTED)
                .update();
        long id = sql.sql(BEGIN)
                .params(connection, now, now, by)
                .query(Long.class)
                .single();
        Optional<ConnectionImport> kept = Optional.empty();
        try {
            if (append(id, log, most)) {
                kept = transaction.execute(_ -> waits(id, connection, by));
            }
        } finally {
            if (kept.isEmpty()) {
                sql.sql("delete from connection_imports where id = ?").param(id).update();
            }
        }
        return kept;
    }

    private Optional<ConnectionImport> waits(long id, String connection, String by) {
        become(id, ImportState.WAITING);
        var kept = sql.sql(VIEW + "where import.id = ?")
                .param(id)
                .query((row, _) -> view(row))
                .optional();
        kept.ifPresent(view -> audit.changed(by, ChangeKind.IMPORT, connection, null, view));
        return kept;
    }

    private boolean append(long id, InputStream log, long most) throws IOException {
        long bytes = 0;
        int number = 0;
        for (var chunk = log.readNBytes(CHUNK); chunk.length > 0; chunk = log.readNBytes(CHUNK)) {
            bytes += chunk.length;
            if (bytes > most) {
                return false;
            }
            sql.sql(APPEND).params(id, number, chunk, chunk.length, now(), id).update();
            number++;
        }
        return true;
    }

    /// The newest first.
    List<ConnectionImport> list(String connection) {
        return sql.sql(VIEW + "where import.connection = ? order by import.id desc limit ?")
                .params(connection, LISTED)
                .query((row, _) -> view(row))
                .list();
    }

    /// The one that is to be read now: they are, one after the other.
    Optional<Job> next(String connection) {
        return sql.sql("""
                        select * from connection_imports where connection = ? and state in ('waiting', 'reading')
                        order by id limit 1
                        """)
                .param(connection)
                .query((row, _) -> new Job(
                        row.getLong("id"),
                        new Progress(
                                row.getLong("read_to"),
                                row.getLong("resume_at"),
                                row.getLong("lines"),
                                row.getLong("ignored"),
                                row.getLong("unknown"),
                                row.getLong("too_old")),
                        row.getLong("known"),
                        row.getLong("taken"),
                        row.getLong("refused")))
                .optional();
    }

    void begins(long id) {
        become(id, ImportState.READING);
    }

    private void become(long id, ImportState state) {
        sql.sql("""
                update connection_imports set since = case when state = ? then since else ? end, state = ? where id = ?
                """).params(state.word(), now(), state.word(), id).update();
    }

    /// @param number counted from 0
    byte @Nullable [] chunk(long id, int number) {
        return sql.sql("select bytes from connection_import_chunks where import = ? and number = ?")
                .params(id, number)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    /// @return false when another replica has done it, or its connection is deleted
    boolean reached(Job job, long bytesRead) {
        var progress = job.progress;
        return sql.sql(REACHED)
                        .params(
                                bytesRead,
                                progress.read(),
                                progress.resumeAt(),
                                progress.lines(),
                                progress.ignored(),
                                progress.unknown(),
                                progress.tooOld(),
                                job.known,
                                job.taken,
                                job.refused,
                                job.id)
                        .update()
                > 0;
    }

    /// What was uploaded isn't needed any more.
    void ends(long id, ImportState state, @Nullable String reason) {
        sql.sql(END)
                .param(id)
                .param(state.word())
                .param(now())
                .param(reason)
                .param(id)
                .update();
    }

    private OffsetDateTime now() {
        return time(clock.instant());
    }

    private static ConnectionImport view(ResultSet row) throws SQLException {
        return new ConnectionImport(
                row.getLong("id"),
                word(row, "state", ImportState.class),
                instant(row, "since"),
                instant(row, "uploaded_at"),
                row.getString("uploaded_by"),
                row.getLong("bytes"),
                row.getLong("bytes_read"),
                row.getLong("lines"),
                row.getLong("taken"),
                row.getLong("ignored"),
                row.getLong("unknown"),
                row.getLong("refused"),
                row.getLong("known"),
                row.getLong("too_old"),
                row.getString("reason_now"));
    }
}
