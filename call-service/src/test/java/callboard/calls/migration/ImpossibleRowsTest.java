package callboard.calls.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import callboard.testing.TestPostgres;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Whoever writes them: the database keeps no call and no event that can't be.
class ImpossibleRowsTest {

    private static final JdbcTemplate sql =
            new JdbcTemplate(new SingleConnectionDataSource(TestPostgres.freshDatabase(), true));

    @BeforeAll
    static void migrate() {
        Flyway.configure()
                .dataSource(sql.getDataSource())
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    @BeforeEach
    void store() {
        sql.update("delete from calls");
        sql.update("""
                insert into calls (id, type, status, queue_id, queue_version, start_time, status_since, talk_time, hold_time,
                                   flags, sequence, waiting_entered, active_entered, held_entered, alarm, last_heard, next_due)
                values ('live', 'voice', 'waiting', 'legal_english', 1, now(), now(), 0, 0, '{}', 1, 1, 0, 0, 'none', now(),
                        now())""");
        sql.update("""
                insert into calls (id, type, status, queue_id, queue_version, start_time, end_time, end_reason, status_since,
                                   talk_time, hold_time, flags, sequence, waiting_entered, active_entered, held_entered,
                                   alarm, last_heard)
                values ('over', 'voice', 'ended', 'legal_english', 1, now(), now(), 'abandoned', now(), 0, 0, '{}', 2, 1, 0, 0,
                        'none', now())""");
        sql.update("""
                insert into call_events (call_id, sequence, id, type, happened_at, received_at, metadata)
                values ('live', 1, gen_random_uuid(), 'call_initiated', now(), now(), '{}')""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            live | id              | ''
            live | id              | repeat('x', 129)
            live | type            | 'fax'
            live | status          | 'lost'
            live | status          | 'active'
            live | status          | 'on_hold'
            live | status          | 'ended'
            live | end_time        | now()
            live | end_reason      | 'completed'
            live | next_due        | null
            live | wait_time       | -1
            live | wait_time       | 'infinity'
            live | wait_time       | 'nan'
            live | talk_time       | -0.001
            live | talk_time       | 'infinity'
            live | hold_time       | -1
            live | hold_time       | 'infinity'
            live | flags           | '{rerouted,loud}'
            live | sequence        | 0
            live | sequence        | -1
            live | waiting_entered | 2
            live | active_entered  | 2
            live | held_entered    | 2
            live | alarm           | 'loud'
            over | status          | 'waiting'
            over | end_time        | null
            over | end_time        | start_time - interval '1 microsecond'
            over | end_reason      | null
            over | end_reason      | 'bored'
            over | next_due        | now()
            """)
    void aCallThatCannotBeIsNotStored(String call, String column, String value) {
        assertRefused("calls", "update calls set %s = %s where id = '%s'".formatted(column, value, call));
        assertThat(sql.queryForObject("select count(*) from calls where sequence = 1 or id = 'over'", Integer.class))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sequence | 0
            sequence | 2
            type     | 'call_answered'
            type     | 'call_lost'
            event_id | ''
            event_id | repeat('x', 129)
            """)
    void anEventThatCannotBeIsNotStored(String column, String value) {
        assertRefused("call_events", "update call_events set %s = %s".formatted(column, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\nb", ".", ".."})
    void noCallBeginsByAnIdThatCannotBeShown(String id) {
        sql.update("update calls set id = ? where id = 'over'", id);
        assertRefused("call_events", """
                insert into call_events (call_id, sequence, id, type, happened_at, received_at, metadata)
                values (?, 1, gen_random_uuid(), 'call_initiated', now(), now(), '{}')""", id);
    }

    @Test
    void whatMayBeIsStored() {
        assertThat(sql.update("""
                        update calls set type = 'video', status = 'on_hold', answered_at = now(), wait_time = 0,
                          flags = '{stale_call,rerouted}', sequence = 7, held_entered = 7, alarm = 'broken' where id = 'live'""")).isOne();
        assertThat(sql.update("""
                        update calls set end_reason = 'voicemail', end_time = start_time, wait_time = null where id = 'over'""")).isOne();
    }

    private static void assertRefused(String table, String statement, Object... parameters) {
        assertThatThrownBy(() -> sql.update(statement, parameters))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(PSQLException.class, refused -> {
                    assertThat(refused.getSQLState()).isEqualTo(PSQLState.CHECK_VIOLATION.getState());
                    assertThat(refused.getServerErrorMessage().getTable()).isEqualTo(table);
                });
    }
}
