package callboard.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.intake.CallWriter;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens in whatever order and from how many replicas, lists and their totals say what the rows say.
class CallTotalsTest {

    private static final List<String> QUEUES =
            List.of("legal_english", "legal_spanish", "medical_english", "medical_spanish");
    private static final List<String> SORTS =
            List.of("", "startTime", "-waitTime", "waitTime", "-duration", "duration", "id", "-id");
    private static final TestRedis REDIS = TestRedis.started();

    private final SettableClock clock = new SettableClock();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void totalsSayWhatARecountOfTheRowsSays(long seed) throws Exception {
        var database = TestPostgres.freshDatabase();
        var random = new Random(seed);
        try (var one = service(database);
                var other = service(database)) {
            for (int round = 0; round < 3; round++) {
                send(random, List.of(one.api, other.api));
                clock.tick(Duration.ofSeconds(new int[] {16, 31, 70}[round]));
                assertThat(one.bean(CallWriter.class).writeDue(clock.instant(), 500, List.of()))
                        .isPositive();
                // As the retention does, and what was taken back never counted.
                one.sql.update("delete from calls where id in (select id from calls where status = 'ended' limit 7)");
                one.sql.execute("do $$ begin update calls set status_since = now(), flags = '{rerouted}'; "
                        + "raise exception 'no'; exception when others then null; end $$");
                expectRecounted(round % 2 == 0 ? one : other);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> one.sql.queryForObject("select count(*) from count_journal", Integer.class) == 0);
            expectRecounted(one);
            expectSortedWalks(one);
        }
    }

    private RunningService service(String database) {
        return RunningService.start(
                database,
                REDIS,
                clock,
                "callboard.timers.every=1h",
                "callboard.retention.every=1h",
                "callboard.intake.lanes=3");
    }

    private static void send(Random seeds, List<Api> replicas) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = IntStream.range(0, 8)
                    .mapToObj(_ -> new Random(seeds.nextLong()))
                    .<Callable<Integer>>map(random -> () -> {
                        for (int i = 0; i < 60; i++) {
                            assertThat(replicas.get(random.nextInt(2))
                                            .post(anyEvent(random))
                                            .status())
                                    .isIn(200, 201, 404, 409, 422);
                        }
                        return 60;
                    })
                    .toList();
            for (var done : threads.invokeAll(senders)) {
                assertThat(done.get()).isEqualTo(60);
            }
        }
    }

    private static String anyEvent(Random random) {
        var callId = "call-" + random.nextInt(90);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 ->
                Api.initiated(callId)
                        .replace("medical_spanish", QUEUES.get(random.nextInt(4)))
                        .replace("voice", random.nextInt(3) == 0 ? "video" : "voice");
            case 3, 4 -> Api.routed(callId, "agent_" + random.nextInt(3));
            case 5 -> Api.answered(callId, random.nextInt(50));
            case 6 -> Api.hold(callId, random.nextInt(100));
            case 7 -> Api.ended(callId, "completed", random.nextInt(20));
            default -> Api.ended(callId, "abandoned", random.nextInt(20));
        };
    }

    private static void expectRecounted(RunningService service) {
        var conditions = Map.of(
                "status",
                        Map.of(
                                "",
                                "true",
                                "waiting",
                                "status = 'waiting'",
                                "ended",
                                "status = 'ended'",
                                "waiting,on_hold,active",
                                "status <> 'ended'",
                                "active,ended",
                                "status in ('active', 'ended')"),
                "type", Map.of("", "true", "video", "type = 'video'"),
                "queueId",
                        Map.of(
                                "",
                                "true",
                                "legal_english",
                                "queue_id = 'legal_english'",
                                "legal_english&queueId=medical_spanish",
                                "queue_id in ('legal_english', 'medical_spanish')"),
                "agentId", Map.of("", "true", "agent_1", "agent_id = 'agent_1'"),
                "flag",
                        Map.of(
                                "",
                                "true",
                                "short_call",
                                "'short_call' = any(flags)",
                                "wait_sla_exceeded,hold_limit_exceeded",
                                "('wait_sla_exceeded' = any(flags) or 'hold_limit_exceeded' = any(flags))"));
        var queries = new ArrayList<String[]>();
        queries.add(new String[] {"", "true"});
        conditions.forEach((parameter, values) -> {
            var before = List.copyOf(queries);
            queries.clear();
            before.forEach(query -> values.forEach((value, condition) -> queries.add(new String[] {
                // One that is not asked for is left out: an empty one is refused.
                query[0] + (value.isEmpty() ? "" : "&" + parameter + "=" + value), query[1] + " and " + condition
            })));
        });
        long found = 0;
        for (var query : queries) {
            var page = service.api.get("/api/calls?limit=100" + query[0]).body();
            var expected = service.sql.queryForList(
                    "select id from calls where " + query[1] + " order by start_time desc, id desc", String.class);
            assertThat(page.path("total").asInt(-1)).as(query[0]).isEqualTo(expected.size());
            assertThat(page.has("atLeast")).isFalse();
            assertThat(page.path("data"))
                    .as(query[0])
                    .extracting(call -> call.path("id").asString())
                    .containsExactlyElementsOf(expected);
            found += expected.size();
        }
        assertThat(queries).hasSize(180);
        assertThat(found).isGreaterThan(180);
    }

    private static void expectSortedWalks(RunningService service) {
        for (var filter : List.of("", "&status=ended", "&status=waiting,active", "&queueId=legal_english&type=voice")) {
            for (var sort : SORTS) {
                var walked = new ArrayList<String>();
                var cursor = "";
                do {
                    var page = service.api
                            .get("/api/calls?limit=7" + (sort.isEmpty() ? "" : "&sort=" + sort) + filter
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                            .body();
                    page.path("data").forEach(call -> walked.add(call.path("id").asString()));
                    cursor = page.path("nextCursor").asString("");
                } while (!cursor.isEmpty());
                assertThat(walked).as(sort + filter).doesNotHaveDuplicates();
                assertThat(walked)
                        .as(sort + filter)
                        .hasSize(service.api
                                .get("/api/calls?limit=1" + filter)
                                .body()
                                .path("total")
                                .asInt(-1));
            }
        }
        for (var sort : SORTS.subList(1, SORTS.size())) {
            boolean down = sort.startsWith("-");
            var key = switch (sort.replace("-", "")) {
                case "startTime" -> "start_time";
                case "waitTime" -> "coalesce(wait_time, -1)";
                case "duration" -> "coalesce(extract(epoch from end_time - start_time), -1)";
                default -> "id";
            };
            var direction = down ? " desc" : "";
            assertThat(service.api
                            .get("/api/calls?limit=100&sort=" + sort)
                            .body()
                            .path("data"))
                    .as(sort)
                    .extracting(call -> call.path("id").asString())
                    .containsExactlyElementsOf(service.sql.queryForList(
                            "select id from calls order by " + key + direction + ", id" + direction + " limit 100",
                            String.class));
        }
    }

    @Test
    void aPageLooksAtSoManyCallsAndItsCursorGoesOnFromThere() {
        try (var service = RunningService.start(REDIS, "callboard.retention.keep=36500d")) {
            // Ana's oldest calls are flagged like many of others', and lie behind a great many of hers that are not.
            insert(service, 12_000, "ana", "'{}'", "2026-03-02");
            insert(service, 3, "ana", "'{wait_sla_exceeded}'", "2026-03-01");
            insert(service, 8_000, "ben", "'{wait_sla_exceeded}'", "2026-03-03");

            var path = "/api/calls?agentId=ana&flag=wait_sla_exceeded";
            var page = service.api.get(path).body();
            // Of as many as are looked at, none is flagged.
            assertThat(page.path("total").asInt()).isZero();
            assertThat(page.path("atLeast").asBoolean()).isTrue();
            var seen = page.path("data").size();
            while (page.has("nextCursor")) {
                page = service.api
                        .get(path + "&cursor=" + page.path("nextCursor").asString())
                        .body();
                seen += page.path("data").size();
            }
            assertThat(seen).isEqualTo(3);

            var since = service.api.get("/api/calls?from=2026-01-01T00:00:00Z").body();
            assertThat(since.path("total").asInt()).isEqualTo(10_000);
            assertThat(since.path("atLeast").asBoolean()).isTrue();
            var few = service.api.get("/api/calls?to=2026-03-01T12:00:00Z").body();
            assertThat(few.path("total").asInt()).isEqualTo(3);
            assertThat(few.has("atLeast")).isFalse();
            assertThat(service.api
                            .get("/api/calls?q=ana")
                            .body()
                            .path("atLeast")
                            .asBoolean())
                    .isTrue();
            assertThat(service.api
                            .get("/api/calls?q=ana-2026-03-01")
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(3);

            // In the middle of ids is searched as far as so many calls go back; how they begin is found in all.
            assertThat(total(service, "en-2026-03-03")).isEqualTo(8_000);
            assertThat(total(service, "na-2026-03-02")).isEqualTo(2_000);
            assertThat(total(service, "na-2026-03-01")).isZero();
            assertThat(service.api
                            .get("/api/calls?limit=1&sort=id&q=na-2026-03-02")
                            .body()
                            .path("data")
                            .path(0)
                            .path("id")
                            .asString())
                    .startsWith("ana-2026-03-02");

            // That there are so many is remembered, and not for good.
            var third = service.api
                    .get("/api/calls?from=2026-01-01T00:00:00Z&page=3")
                    .body();
            assertThat(third.path("data").size()).isEqualTo(20);
            assertThat(third.path("atLeast").asBoolean()).isTrue();
            service.sql.update("delete from calls where agent_id = 'ana'");
            await().untilAsserted(() -> {
                var exact =
                        service.api.get("/api/calls?from=2026-01-01T00:00:00Z").body();
                assertThat(exact.path("total").asInt()).isEqualTo(8_000);
                assertThat(exact.has("atLeast")).isFalse();
            });
        }
    }

    private static int total(RunningService service, String q) {
        return service.api.get("/api/calls?q=" + q).body().path("total").asInt();
    }

    private static void insert(RunningService service, int calls, String agent, String flags, String day) {
        service.sql.update("""
                insert into calls select '%s-%s-' || i, 'voice', 'ended', 'legal_english', 1, '%s',
                  '%sT00:00:00Z'::timestamptz + make_interval(secs => i), '%sT12:00:00Z', '%sT12:00:00Z', null, null, 0, 0,
                  'abandoned', %s, 2, 1, 0, 0, null, null, 'none', now(), null
                from generate_series(1, %d) as i""".formatted(agent, day, agent, day, day, day, flags, calls));
    }
}
