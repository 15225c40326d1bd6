package callboard.calls.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.rows.Cursor;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Lists in the order of what their cells show, at any length.
class ListOrdersTest {

    private static final int CALLS = 10_000;
    private static final String BY_SINCE = """
            select id from calls where status <> 'ended' order by status_since, id""";
    private static final String BY_WAIT = """
            select id from calls
            order by case when status = 'waiting' then extract(epoch from '%s' - status_since)
                     else coalesce(wait_time, -1) end desc, id desc""";
    private static final TestRedis REDIS = TestRedis.started();
    private static RunningService service;
    private static Api api;
    private static String asOf;

    /// Of each 10,000 waiting, 2,000 active, and 10,000 ended, which waited for longer and for less than those.
    @BeforeAll
    static void manyCalls() {
        service = RunningService.start(
                TestPostgres.freshDatabase(), REDIS, "callboard.timers.every=1h", "callboard.retention.keep=36500d");
        api = service.api;
        service.sql.update("""
                insert into calls select 'w' || i, 'voice', 'waiting', 'legal_english', 1, null, at, null, at, null, null, 0,
                  0, null, '{}', 1, 1, 0, 0, null, null, 'none', at, '2100-01-01'
                from (select i, '2026-03-01T00:00:00Z'::timestamptz + make_interval(secs => i * 7919 %% %1$d) as at
                  from generate_series(1, %1$d) as i) as spread""".formatted(CALLS));
        service.sql.update("""
                insert into calls select 'a' || i, 'voice', 'active', 'legal_spanish', 1, 'ana', at, null, at, at, i, 0,
                  0, null, '{}', 2, 1, 2, 0, null, null, 'none', at, '2100-01-01'
                from (select i, '2026-03-01T00:00:00.5Z'::timestamptz + make_interval(secs => i * 5) as at
                  from generate_series(1, 2000) as i) as spread""");
        service.sql.update("""
                insert into calls select 'e' || i, 'voice', 'ended', 'legal_english', 1, null, at, at, at, null,
                  extract(epoch from now() - '2026-03-01') + (i - 5000) * 4000, 0, 0, (array['completed', 'abandoned', 'voicemail'])[least(3, 1 + i %% 50)],
                  '{}', 2, 1, 0, 0, null, null, 'none', at, null
                from (select i, '2026-03-02T00:00:00Z'::timestamptz + make_interval(secs => i) as at
                  from generate_series(1, %d) as i) as spread""".formatted(CALLS));
        service.sql.update("""
                insert into count_journal (calls, minutes, days) select json_agg(kind), '[]', '[]'
                from (select status, type, queue_id as "queueId", count(*) as calls from calls group by 1, 2, 3) as kind""");
        service.sql.execute("analyze calls");
    }

    @AfterAll
    static void stop() {
        service.close();
        REDIS.close();
    }

    @Test
    void liveCallsAreSortedBySinceWhenTheyAreAsTheyAre() {
        var ids = strings(BY_SINCE);

        assertThat(read("sort=statusSince&status=waiting,active,on_hold", 3)).isEqualTo(ids.subList(0, 300));
        Collections.reverse(ids);
        assertThat(read("sort=-statusSince&status=waiting,active,on_hold", 3)).isEqualTo(ids.subList(0, 300));
    }

    @Test
    void endedCallsAreSortedByTheirEnd() {
        assertThat(read("sort=-statusSince&status=ended", 1))
                .startsWith("e10000", "e9999")
                .hasSize(100);
        assertThat(read("sort=statusSince", 1))
                .startsWith("w" + strings(BY_SINCE).getFirst().substring(1));
    }

    @Test
    void waitsThatGoOnAreSortedAmongThoseThatAreOver() {
        var all = read("sort=-waited", 150);
        var ids = strings(BY_WAIT.formatted(asOf));

        assertThat(all).hasSize(15_000).isEqualTo(ids.subList(0, 15_000));
        assertThat(read("sort=-waited&status=waiting", 3))
                .isEqualTo(
                        ids.stream().filter(id -> id.startsWith("w")).limit(300).toList());
        assertThat(read("sort=-waited&queueId=legal_spanish", 3))
                .isEqualTo(
                        ids.stream().filter(id -> id.startsWith("a")).limit(300).toList());
        assertThat(read("sort=waited&queueId=legal_english&status=waiting", 3))
                .isEqualTo(ids.reversed().stream()
                        .filter(id -> id.startsWith("w"))
                        .limit(300)
                        .toList());
    }

    @Test
    void aPageByNumberIsInThatOrderToo() {
        var page = api.get("/api/calls?limit=50&page=150&sort=-waited").body();

        assertThat(page.path("data").valueStream().map(call -> call.path("id").asString()))
                .containsExactlyElementsOf(
                        strings(BY_WAIT.formatted(Instant.now())).subList(7450, 7500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=statusSince&status=waiting,active", "sort=-waited&status=waiting", "sort=-waited"})
    void anIndexHasTheLiveOnes(String query) {
        long before = scans("calls_live_by_status_since");

        for (int i = 0; i < 3; i++) {
            assertThat(read(query, 1)).hasSize(100);
        }

        await().untilAsserted(
                        () -> assertThat(scans("calls_live_by_status_since")).isGreaterThan(before));
    }

    @ParameterizedTest
    @CsvSource({
        "endReason=abandoned,200",
        "'endReason=abandoned,voicemail',9800",
        "endReason=completed&queueId=legal_english,200",
        "endReason=completed&queueId=legal_spanish,0",
        "endReason=failed,0",
        "endReason=abandoned&status=waiting,0",
        "'endReason=abandoned&status=waiting,ended',200",
        "endReason=completed&sort=-duration,200",
        "endReason=completed&sort=-waited,200",
        "endReason=completed&from=2026-03-02T00:01:00Z,199"
    })
    void callsAreFoundByHowTheyEnded(String query, int total) {
        var page = api.get("/api/calls?limit=100&" + query).body();

        assertThat(page.path("total").asInt()).isEqualTo(total);
        assertThat(page.path("data").size()).isEqualTo(Math.min(100, total));
    }

    @ParameterizedTest
    @ValueSource(strings = {"endReason=hungup", "endReason=abandoned,", "sort=status_since", "sort=-waiting"})
    void otherWordsAreRefused(String query) {
        assertThat(api.get("/api/calls?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1@", "@2026-03-01T00:00:00Z", "NaN@2026-03-01T00:00:00Z", "1e300@2026-03-01T00:00:00Z"})
    void soAreCursorsOfNoWait(String key) {
        var cursor = new Cursor("-waited", key, "w1");

        assertThat(api.get("/api/calls?sort=-waited&cursor=" + cursor).status()).isEqualTo(400);
    }

    private static List<String> read(String query, int pages) {
        var ids = new ArrayList<String>();
        var cursor = "";
        for (int i = 0; i < pages; i++) {
            var page = api.get("/api/calls?limit=100&" + query + cursor).body();
            page.path("data").forEach(call -> ids.add(call.path("id").asString()));
            if (!page.has("nextCursor")) {
                break;
            }
            cursor = "&cursor=" + page.path("nextCursor").asString();
            asOf = asOf(page);
        }
        return ids;
    }

    /// The moment that a list in the order of waits is of, if it is one.
    private static String asOf(JsonNode page) {
        var words =
                new String(Base64.getUrlDecoder().decode(page.path("nextCursor").asString()), UTF_8).split(" ");
        return words[1].substring(words[1].indexOf('@') + 1);
    }

    private static List<String> strings(String sql) {
        return new ArrayList<>(service.sql.queryForList(sql, String.class));
    }

    private static long scans(String index) {
        return Stream.of(service.sql.queryForObject(
                        "select idx_scan from pg_stat_user_indexes where indexrelname = ?", Long.class, index))
                .findFirst()
                .orElseThrow();
    }
}
