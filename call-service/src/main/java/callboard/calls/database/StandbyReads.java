package callboard.calls.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Connections for reads to a standby that has everything the primary had when they were asked for, else to the
/// primary: what is read is never older than what the primary would have said, whatever anybody was told by then.
///
/// The primary is asked how far its log goes, which costs it next to nothing, and the standby is given a moment to have
/// replayed it. A standby that can't be reached, or is further behind, is left alone for a while.
final class StandbyReads extends AbstractDataSource implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StandbyReads.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    // Whatever can be seen is in the log before this.
    private static final String POSITION = """
            select pg_current_wal_insert_lsn()::text, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
            """;

    // A place in the log means something on its timeline only: a standby that didn't come along when another one was
    // promoted may have more of a log that has ended. One that has just changed over is known to have only after its
    // next restart point. A standby that was promoted itself is asked as the primary is.
    private static final String HAS_REPLAYED = """
            select case when pg_is_in_recovery()
              then pg_last_wal_replay_lsn() >= ?::pg_lsn
                and ? = (select lpad(upper(to_hex(greatest(timeline_id, min_recovery_end_timeline))), 8, '0')
                         from pg_control_checkpoint(), pg_control_recovery())
              else pg_current_wal_insert_lsn() >= ?::pg_lsn
                and ? = left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
            end
            """;

    private final DataSource writable;
    private final HikariDataSource primary;
    private final HikariDataSource standby;
    private final Duration lag;
    private volatile boolean used = true;
    private volatile long notBefore = System.nanoTime();

    /// @param writable where the primary is asked, which reads, however slow, don't keep busy
    /// @param lag      for how long a read waits for the standby
    StandbyReads(DataSource writable, HikariDataSource primary, HikariDataSource standby, Duration lag) {
        this.writable = writable;
        this.primary = primary;
        this.standby = standby;
        this.lag = lag;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (System.nanoTime() - notBefore < 0) {
            return primary.getConnection();
        }
        var position = position();
        try {
            var connection = standby.getConnection();
            if (hasReplayed(connection, position)) {
                goesOn();
                return connection;
            }
            connection.close();
            leaveAlone("it is further behind than " + lag.toMillis() + " ms");
        } catch (SQLException unavailable) {
            leaveAlone(String.valueOf(unavailable.getMessage()));
        }
        return primary.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("Connections are made as the settings say");
    }

    /// The end of the primary's log.
    private record Position(String place, String timeline) {}

    private Position position() throws SQLException {
        try (var connection = writable.getConnection();
                var statement = connection.prepareStatement(POSITION);
                var answer = statement.executeQuery()) {
            answer.next();
            return new Position(answer.getString(1), answer.getString(2));
        }
    }

    /// Closes the connection when it fails.
    private boolean hasReplayed(Connection connection, Position position) throws SQLException {
        long begun = System.nanoTime();
        try (var statement = connection.prepareStatement(HAS_REPLAYED)) {
            statement.setString(1, position.place);
            statement.setString(2, position.timeline);
            statement.setString(3, position.place);
            statement.setString(4, position.timeline);
            while (!isTrue(statement)) {
                if (System.nanoTime() - begun > lag.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return true;
        } catch (SQLException failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (var answer = question.executeQuery()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private void leaveAlone(String reason) {
        notBefore = System.nanoTime() + LEFT_ALONE.toNanos();
        if (used) {
            used = false;
            log.warn("Reads go to the primary, since the standby can't be read from ({})", reason);
        }
    }

    private void goesOn() {
        if (!used) {
            used = true;
            log.info("Reads go to the standby again");
        }
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
