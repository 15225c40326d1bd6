package callboard.calls.migration;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// While replicas are replaced, an old version runs on the schema of the new one: see
/// docs/adr/0005-expand-then-contract.md.
class MigrationsTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");

    @Test
    void migrationsOnlyAdd() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            var later = files.filter(file -> file.toString().endsWith(".sql") && !file.endsWith("V1__calls.sql"))
                    .toList();

            for (var file : later) {
                assertThat(Contraction.in(Files.readString(file)))
                        .as("%s takes something away from versions that still run", file)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table calls;",
                "alter table calls\n  drop column agent_id;",
                "ALTER TABLE calls RENAME COLUMN a TO b;",
                "alter table calls alter column a type bigint;",
                "alter table calls alter a set data type text;",
                "alter table calls alter column a set not null;",
                "alter table calls add column a text not null;",
                "alter table calls rename to telephone_calls;",
                "truncate calls;",
                "alter table calls add constraint c check (a > 0);",
                "alter table calls add column a text, drop b;",
                "create table a (b text); drop view calls_by_start;",
                "create unique index u on calls (agent_id);"
            })
    void whatTakesSomethingAwayIsNoticed(String sql) {
        assertThat(Contraction.in(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b text); create unique index u on a (b); alter table a add constraint c check (b <> '');",
                "drop index calls_by_start;",
                "alter table calls drop constraint c;",
                "create table a (b text not null, constraint c check (b <> ''));",
                "alter table calls add column a text;",
                "alter table calls add column a text not null default '';",
                "create index concurrently a on calls (b);",
                "-- drop table calls;\ncreate table b (c text);",
                "/* rename */ create view a as select 'drop table x';",
                "alter table calls alter column a drop not null;",
                "alter table calls alter column a set default 5;",
                "-- contracts: nothing has read it since version 1.4\nalter table calls drop column agent_id;",
                "create function f() returns int language sql as $$ drop table x; select 1 $$;",
                "create trigger t after truncate on calls for each statement execute function f()"
            })
    void whatOnlyAddsIsNot(String sql) {
        assertThat(Contraction.in(sql)).isEmpty();
    }

    /// As it is for a replica that starts again, of the version before, after the new one has migrated.
    @Test
    void aServiceStartsOnASchemaThatIsNewerThanItself() {
        var database = TestPostgres.freshDatabase();
        try (var redis = TestRedis.started()) {
            RunningService.start(database, redis).close();
            var sql = new JdbcTemplate(new DriverManagerDataSource(database));
            sql.update("""
                    insert into flyway_schema_history
                      (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    values (1000, '1000', 'of a newer version', 'SQL', 'V1000__of_a_newer_version.sql', 1, 'callboard', 1, true)
                    """);
            sql.execute("alter table calls add column of_a_newer_version text not null default ''");

            try (var old = RunningService.start(database, redis)) {
                assertThat(old.api.post(Api.initiated("call-1")).status()).isEqualTo(201);
                assertThat(old.api.get("/api/calls/call-1").text("status")).isEqualTo("waiting");
            }
        }
    }

    /// A call, and what several writers, each in a slot of its own, had counted of it and of others.
    private static final String COUNTED_IN_SLOTS = """
            insert into calls select 'c' || i, 'voice', 'ended', 'legal_english', 1, 'ana', now(), now(), now(), now(), 1, 2, 0,
              'completed', case when i = 1 then '{rerouted}' else '{}' end::text[], 4, 1, 3, 0, null, null, 'none', now(), null
            from generate_series(1, 3) as i;
            insert into stats_minutes select '2026-01-31T12:01:00Z', 'legal_english', slot, 1, 1, 1, 5, 0, 0, 1, 7
            from unnest(array[0, 7, 64]) as slot;
            insert into stats_minutes values ('2026-01-31T12:14:00Z', 'legal_english', 64, 1, 0, 0, 0, 1, 1, 0, 0);
            insert into agent_days select '2026-01-31', 'ana', slot, 1, 0, 7, now() from unnest(array[3, 64]) as slot;
            """;

    private static final String COUNTED = """
            select (select sum(calls) from counted_calls where status = 'ended') as calls,
                   (select sum(offered) from counted_minutes) as offered, (select count(*) from stats_minutes) as minutes,
                   (select sum(answered) from stats_quarters) as answered, (select count(*) from stats_quarters) as quarters,
                   (select sum(handled) from counted_days) as handled, (select count(*) from agent_days) as days""";

    @Test
    void theContractionKeepsWhatWasCounted() {
        var sql = migrated("11");
        sql.execute(COUNTED_IN_SLOTS);

        migrate(sql, "12");

        assertThat(sql.queryForMap(COUNTED))
                .isEqualTo(Map.of(
                        "calls", new BigDecimal(3),
                        "offered", new BigDecimal(4),
                        "minutes", 2L,
                        "answered", new BigDecimal(3),
                        "quarters", 1L,
                        "handled", new BigDecimal(2),
                        "days", 1L));
    }

    /// The statements of release 1.0.0, which may run beside the contraction or be gone back to.
    @Test
    void releaseOneCountsAndReadsAfterTheContraction() {
        var sql = migrated("12");
        sql.execute(COUNTED_IN_SLOTS.substring(0, COUNTED_IN_SLOTS.indexOf("insert into stats_minutes")));
        sql.execute("""
                insert into count_journal (calls, minutes, days) values (
                  '[{"status":"ended","type":"voice","queueId":"legal_english","flags":["rerouted"],"agentId":"ana","calls":1},
                    {"status":"ended","type":"voice","queueId":"legal_english","flags":[],"agentId":"ana","calls":2}]',
                  '[{"minute":"2026-01-31T12:01:00Z","queueId":"legal_english","offered":3,"answered":3,"answeredWithin":3,
                     "waitMillis":3,"abandoned":0,"shortAbandoned":0,"handled":3,"handleMillis":6}]',
                  '[{"day":"2026-01-31","agentId":"ana","handled":3,"missed":0,"handleMillis":6,
                     "lastLeft":"2026-01-31T12:01:00Z"}]')""");

        assertThat(total(sql, "counted_calls where status = 'ended'")).isEqualTo(3);
        assertThat(sql.queryForObject("select post_counts(5000)", Integer.class))
                .isEqualTo(1);
        assertThat(total(sql, "counted_calls where status = 'ended'")).isEqualTo(3);
        assertThat(total(sql, "counted_flags where flags && '{rerouted}' and type in ('voice')"))
                .isEqualTo(1);
        assertThat(total(sql, "counted_agents where agent_id = 'ana'")).isEqualTo(3);
        assertThat(sql.queryForObject("select sum(answered) from stats_quarters", Integer.class))
                .isEqualTo(3);

        sql.update("delete from calls where id = 'c1'");
        assertThat(total(sql, "counted_calls")).isEqualTo(2);
        sql.queryForObject("select post_counts(5000)", Integer.class);
        assertThat(sql.queryForObject("select sum(calls) from call_totals", Integer.class))
                .isEqualTo(2);
    }

    private static int total(JdbcTemplate sql, String counted) {
        return sql.queryForObject("select coalesce(sum(calls), 0) from " + counted, Integer.class);
    }

    private static JdbcTemplate migrated(String version) {
        var sql = new JdbcTemplate(new DriverManagerDataSource(TestPostgres.freshDatabase()));
        migrate(sql, version);
        return sql;
    }

    private static void migrate(JdbcTemplate sql, String version) {
        Flyway.configure()
                .dataSource(sql.getDataSource())
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void everyMigrationHasANumberOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.replaceFirst("__.*", ""))
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number.matches("V\\d+"));
        }
    }
}
