package callboard.calls.migration;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
