package callboard.calls.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.calls.intake.CallWriter;
import callboard.calls.stats.Recount.Counted;
import callboard.calls.stats.Recount.PlainCall;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Whatever happens in whatever order, the counters say what a recount of the stored events says.
class CountedStreamsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final List<String> QUEUES =
            List.of("legal_english", "legal_spanish", "medical_english", "medical_spanish");
    private static final int SENDERS = 8;
    private static final int EVENTS_EACH = 50;
    // The last ones take the story over midnight in the zone, at 18:15 UTC.
    private static final List<Duration> TICKS = List.of(
            Duration.ofSeconds(7),
            Duration.ofSeconds(16),
            Duration.ofSeconds(31),
            Duration.ofSeconds(70),
            Duration.ofMinutes(12),
            Duration.ofMinutes(25),
            Duration.ofHours(5).plusMinutes(20),
            Duration.ofMinutes(17),
            Duration.ofSeconds(16));

    private final String database = TestPostgres.freshDatabase();
    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theCountersSayWhatARecountOfTheStoredEventsSays(long seed) throws Exception {
        var random = new Random(seed);
        try (var redis = TestRedis.started();
                var one = service(redis)) {
            // To a day on which clocks change, at this very moment on Adak, from 2:00 to 3:00.
            clock.tick(Duration.ofDays(7));
            set(
                    one,
                    "legal_english",
                    "{\"zone\":\"America/Adak\",\"sun\":[\"00:30-01:50\",\"03:01-03:30\",\"08:00-24:00\"]}");
            set(one, "medical_english", "{\"zone\":\"Europe/Madrid\",\"sun\":[\"12:30-13:02\",\"13:20-20:00\"]}");
            var other = service(redis);
            try {
                for (int round = 0; round < TICKS.size(); round++) {
                    send(round, random, List.of(one.api, other.api));
                    clock.tick(TICKS.get(round));
                    sweep(List.of(one, other));
                    if (round == 3) {
                        set(one, "legal_spanish", "{}");
                        one.sql.execute("delete from stats_calendar");
                        other.close();
                        clock.tick(Duration.ofSeconds(1));
                        other = service(redis);
                    }
                    if (round % 2 == 0) {
                        expectRecounted(one);
                    }
                }
                expectRecounted(one);
                expectEverythingWasTried(one);
            } finally {
                other.close();
            }
        }
    }

    private static void set(RunningService service, String queueId, String openHours) {
        var settings = """
                {"displayName":"Legal","waitLimit":30,"routingLimit":15,"holdLimit":60,"shortCallLimit":10,"targetSeconds":12,
                 "wrapUpSeconds":20,"openHours":%s}""".formatted(openHours);
        assertThat(service.api
                        .put(
                                "/api/queues/" + queueId,
                                settings,
                                Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY))
                        .status())
                .isEqualTo(200);
    }

    private RunningService service(TestRedis redis) {
        return RunningService.start(
                database,
                redis,
                clock,
                "callboard.timers.every=1h",
                "callboard.stats.zone=" + ZONE,
                "callboard.intake.lanes=2");
    }

    private void send(int round, Random seeds, List<Api> replicas) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = IntStream.range(0, SENDERS)
                    .mapToObj(_ -> new Random(seeds.nextLong()))
                    .<Callable<Integer>>map(random -> () -> {
                        var sent = new ArrayList<String>();
                        for (int i = 0; i < EVENTS_EACH; i++) {
                            boolean again = !sent.isEmpty() && random.nextInt(8) == 0;
                            var event = again ? sent.get(random.nextInt(sent.size())) : anyEvent(round, random);
                            sent.add(event);
                            assertThat(replicas.get(random.nextInt(2))
                                            .post(event)
                                            .status())
                                    .isIn(200, 201, 404, 409, 422);
                        }
                        return sent.size();
                    })
                    .toList();
            for (var done : threads.invokeAll(senders)) {
                assertThat(done.get()).isEqualTo(EVENTS_EACH);
            }
        }
    }

    private String anyEvent(int round, Random random) {
        // Mostly this round's calls, sometimes one that has been around for a while.
        int age = random.nextInt(4) == 0 ? random.nextInt(round + 1) : 0;
        var callId = "call-" + (round - age) + "-" + random.nextInt(40);
        var body = switch (random.nextInt(15)) {
            case 0, 1, 2 ->
                Api.initiated(callId).replace("medical_spanish", QUEUES.get(callId.charAt(callId.length() - 1) % 4));
            case 3, 4, 5 -> Api.routed(callId, "agent_" + random.nextInt(5));
            case 6, 7, 8 -> Api.answered(callId, new double[] {0, 11.5, 12, 12.001, 30, 30.5, 200}[random.nextInt(7)]);
            case 9 -> Api.hold(callId, random.nextInt(100));
            case 10 -> Api.resumed(callId);
            case 11, 12 -> retransfer(callId, random);
            case 13 -> Api.ended(callId, "completed", random.nextInt(30));
            default -> Api.ended(callId, "abandoned", random.nextInt(20));
        };
        if (random.nextInt(3) == 0) {
            body = body.replaceFirst("}$", ",\"eventId\":\"e" + random.nextInt(1000) + "\"}");
        }
        if (random.nextInt(2) == 0) {
            var at = clock.instant().minusMillis(random.nextInt(random.nextInt(5) == 0 ? 5_000_000 : 100_000));
            body = body.replaceFirst("}$", ",\"occurredAt\":\"" + at + "\"}");
        }
        return body;
    }

    private static String retransfer(String callId, Random random) {
        var body = "{\"event\":\"call_retransfer\",\"callId\":\"" + callId + "\"";
        if (random.nextInt(3) > 0) {
            body += ",\"queueId\":\"" + QUEUES.get(random.nextInt(4)) + "\"";
        }
        if (random.nextInt(3) == 0) {
            body += ",\"agentId\":\"agent_" + random.nextInt(5) + "\"";
        }
        return body + "}";
    }

    private void sweep(List<RunningService> services) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sweeps = services.stream()
                    .<Callable<Integer>>map(service -> () -> {
                        int looked = 0;
                        while (service.bean(CallWriter.class).writeDue(clock.instant(), 50, List.of()) > 0) {
                            looked++;
                        }
                        return looked;
                    })
                    .toList();
            for (var sweep : threads.invokeAll(sweeps)) {
                assertThat(sweep.get()).isNotNegative();
            }
        }
    }

    private void expectRecounted(RunningService service) {
        var recount = new Recount(service.sql, ZONE);
        var now = clock.instant();
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        var windows = Map.of(
                "15m",
                minute.minus(Duration.ofMinutes(14)),
                "30m",
                minute.minus(Duration.ofMinutes(29)),
                "1h",
                minute.minus(Duration.ofMinutes(59)),
                "today",
                now.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant());
        windows.forEach((window, from) -> {
            var view = service.api.get("/api/stats?window=" + window).body();
            assertThat(Instant.parse(view.path("from").asString())).isEqualTo(from);
            assertThat(view.path("queues").size()).isEqualTo(4);
            expect(window, view.path("all"), recount, from, now, null);
            for (var queue : view.path("queues")) {
                var queueId = queue.path("queueId").asString();
                expect(window, queue, recount, from, now, queueId);
                expectSeries(service.api, window, recount, from, now, queueId);
                assertThat(service.api
                                .get("/api/stats?window=" + window + "&queueId=" + queueId)
                                .body()
                                .path("queues")
                                .path(0))
                        .isEqualTo(queue);
            }
            expectSeries(service.api, window, recount, from, now, null);
        });
        expectAgents(service.api.get("/api/agents").body(), recount, now);
        addUpDays(service, now);
        expectStays(service, recount);
        expectReports(service.api, recount, now);
        expectAgentReports(service.api, recount, now);
    }

    /// When agents rang, talked and held, of what is added up and of what waits to be.
    private static void expectStays(RunningService service, Recount recount) {
        var counted = service.sql.query(
                """
                select agent_id, until, call_id, state, since, queue_id, wrap_up, sum(times) as times
                from (select *, 1 as times from agent_stays union all select * from journal_stays) as stay
                group by 1, 2, 3, 4, 5, 6, 7 having sum(times) <> 0
                """,
                (row, _) -> Map.entry(
                        new Recount.Stay(
                                row.getString("agent_id"),
                                row.getObject("until", OffsetDateTime.class).toInstant(),
                                row.getString("call_id"),
                                row.getString("state"),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getString("queue_id"),
                                row.getInt("wrap_up")),
                        row.getInt("times")));
        assertThat(counted).allSatisfy(stay -> assertThat(stay.getValue()).isEqualTo(1));
        assertThat(counted.stream().map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(recount.stays);
    }

    /// Of the whole story and the time before it, in zones whose days begin at other quarters, on a night on which
    /// clocks change among them.
    private void expectReports(Api api, Recount recount, Instant now) {
        for (var zone : List.of(ZONE, ZoneId.of("America/St_Johns"), ZoneId.of("Pacific/Chatham"))) {
            for (var interval : List.of("15m", "1d")) {
                // Whole days of the call centre, and ends that are none.
                var from = interval.equals("1d")
                        ? now.atZone(ZONE)
                                .toLocalDate()
                                .minusDays(1)
                                .atStartOfDay(ZONE)
                                .toInstant()
                        : now.minus(Duration.ofHours(11))
                                .truncatedTo(ChronoUnit.HOURS)
                                .plus(Duration.ofMinutes(15));
                var to = from.plus(interval.equals("1d") ? Duration.ofHours(50) : Duration.ofHours(12));
                var span = "from=%s&to=%s&zone=%s&interval=%s".formatted(from, to, zone, interval);
                var all = api.get("/api/reports?" + span).body();
                assertThat(all.path("before").path("to").asString()).isEqualTo(from.toString());
                expectSpan(span, all.path("span"), recount);
                expectLists(api, all.path("span"));
                expectSpan(span, all.path("before"), recount);
                var queues = api.get("/api/reports?by=queue&" + span).body().path("span");
                for (var row : queues.path("rows")) {
                    expectFigures(
                            span,
                            row,
                            row.path("figures"),
                            recount,
                            row.path("queueId").asString());
                }
                assertThat(sum(queues, "offered"))
                        .isEqualTo(queues.path("total").path("visits").asLong());
                if (zone.equals(ZONE)) {
                    expectVisited(api, queues, recount);
                }
                var queue = QUEUES.get(now.atZone(ZONE).getMinute() % 4);
                var one = api.get("/api/reports?queueId=" + queue + "&" + span)
                        .body()
                        .path("span");
                expectFigures(span, one, one.path("total"), recount, queue);
            }
        }
    }

    /// Whole days, too, are what was counted of them, also after the calendar was lost on the way.
    private static void addUpDays(RunningService service, Instant now) {
        var calendar = service.bean(StatsCalendar.class);
        await().until(() -> {
            while (calendar.addOnce()) {
                // The day before.
            }
            return calendar.since()
                    .filter(since -> !since.isAfter(now.atZone(ZONE).toLocalDate()))
                    .isPresent();
        });
        assertThat(service.sql.queryForObject("select count(*) from stats_days", Integer.class))
                .isPositive();
    }

    /// The days of the story, in the call centre's zone and in others, and hours of it.
    private static void expectAgentReports(Api api, Recount recount, Instant now) {
        for (var zone : List.of(ZONE, ZoneId.of("America/St_Johns"))) {
            var today = now.atZone(zone).toLocalDate();
            var from = today.minusDays(2).atStartOfDay(zone).toInstant();
            var to = today.plusDays(1).atStartOfDay(zone).toInstant();
            for (var interval : List.of("1h", "1d", "all")) {
                var span = "from=%s&to=%s&zone=%s&interval=%s".formatted(from, to, zone, interval);
                var report = api.get("/api/reports?by=agent&" + span).body().path("span");
                assertThat(report.path("agents"))
                        .as(span)
                        .extracting(row -> "%s %s %d %d %d %d"
                                .formatted(
                                        row.path("from").asString(),
                                        row.path("agentId").asString(),
                                        row.path("handled").asInt(),
                                        row.path("missed").asInt(),
                                        row.path("hungUp").asInt(),
                                        Math.round(row.path("handleTime").asDouble() * 1000)))
                        .containsExactlyElementsOf(expectedOfAgents(report.path("rows"), recount));
                if (interval.equals("all")) {
                    report.path("agents").forEach(row -> expectListsOf(api, row, recount));
                }
            }
        }
    }

    private static List<String> expectedOfAgents(JsonNode parts, Recount recount) {
        var expected = new ArrayList<String>();
        for (var part : parts) {
            recount.worked(
                            Instant.parse(part.path("from").asString()),
                            Instant.parse(part.path("to").asString()))
                    .forEach((agent, work) -> expected.add("%s %s %d %d %d %d"
                            .formatted(
                                    part.path("from").asString(),
                                    agent,
                                    work.handled,
                                    work.missed,
                                    work.hungUp,
                                    work.handleMillis)));
        }
        return expected;
    }

    /// Of an agent, by the filters that docs/statistics.md has: the calls that are counted, each once.
    private static void expectListsOf(Api api, JsonNode row, Recount recount) {
        var agent = row.path("agentId").asString();
        Map.of("handledBy", "handled", "missedBy", "missed", "hungUpOn", "hungUp")
                .forEach((filter, figure) -> {
                    var span = "&from=" + row.path("from").asString() + "&to="
                            + row.path("to").asString();
                    var counted = recount.work.stream()
                            .filter(work -> work.agentId().equals(agent)
                                    && work.outcome().replace("_u", "U").equals(figure))
                            .filter(work -> !work.at()
                                            .isBefore(Instant.parse(
                                                    row.path("from").asString()))
                                    && work.at()
                                            .isBefore(
                                                    Instant.parse(row.path("to").asString())))
                            .toList();
                    assertThat(counted).hasSize(row.path(figure).asInt());
                    var calls = counted.stream()
                            .map(Recount.Work::callId)
                            .distinct()
                            .toList();
                    for (var order : List.of("", "&sort=-waitTime")) {
                        expectListed(api, "/api/calls?limit=100&" + filter + "=" + agent + span + order, calls);
                    }
                });
    }

    /// Of all queues, by the filters that docs/statistics.md has.
    private static void expectLists(Api api, JsonNode span) {
        Map.of(
                        "offered", "",
                        "answered", "&answered=true",
                        "answeredWithin", "&answeredWithin=true",
                        "abandoned", "&endReason=abandoned&answered=false",
                        "shortAbandoned", "&endReason=abandoned&answered=false&flag=short_abandon",
                        "overflowed", "&endReason=overflowed&answered=false",
                        "callbacks", "&endReason=callback&answered=false",
                        "voicemails", "&endReason=voicemail&answered=false",
                        "failed", "&endReason=completed,failed&answered=false")
                .forEach((figure, filter) -> {
                    var list = "/api/calls?limit=1&from=" + span.path("from").asString() + "&to="
                            + span.path("to").asString() + filter;
                    // A count of more than a hundred may be five seconds old.
                    await().atMost(Duration.ofSeconds(20))
                            .untilAsserted(() -> assertThat(
                                            api.get(list).body().path("total").asLong(-1))
                                    .as(figure)
                                    .isEqualTo(span.path("total").path(figure).asLong(-2)));
                });
    }

    /// Of a queue, by the same filters: the calls whose visits are counted, each once.
    private static void expectVisited(Api api, JsonNode span, Recount recount) {
        Instant from = Instant.parse(span.path("from").asString());
        Instant to = Instant.parse(span.path("to").asString());
        Map.<String, Predicate<Counted>>of(
                        "", _ -> true,
                        "&answered=true", visit -> visit.wait != null,
                        "&answeredWithin=true", visit -> visit.within,
                        "&answeredWithin=false&sort=-id", visit -> visit.wait != null && !visit.within,
                        "&answered=false&sort=id", visit -> visit.wait == null,
                        "&endReason=abandoned&answered=false", visit -> visit.abandoned,
                        "&endReason=abandoned&answered=false&flag=short_abandon&sort=-waitTime",
                                visit -> visit.shortAbandoned)
                .forEach((filter, isCounted) -> QUEUES.forEach(queue -> {
                    var list = "/api/calls?limit=100&from=" + from + "&to=" + to + "&visited=" + queue + filter;
                    var counted = recount.visits.stream()
                            .filter(visit -> visit.queue.equals(queue))
                            .filter(visit -> !visit.minute.isBefore(from) && visit.minute.isBefore(to))
                            .filter(isCounted)
                            .map(visit -> visit.call)
                            .distinct()
                            .toList();
                    expectListed(api, list, counted);
                }));
    }

    private static void expectListed(Api api, String list, List<String> calls) {
        var listed = new ArrayList<String>();
        for (var next = ""; next != null; ) {
            var page = api.get(list + next).body();
            page.path("data").forEach(call -> listed.add(call.path("id").asString()));
            var cursor = page.path("nextCursor").asString(null);
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        assertThat(listed).as(list).containsExactlyInAnyOrderElementsOf(calls);
        // A count of more than a hundred may be five seconds old.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(api.get(list).body().path("total").asInt(-1))
                                .as(list)
                                .isEqualTo(calls.size()));
    }

    private static void expectSpan(String what, JsonNode span, Recount recount) {
        expectFigures(what, span, span.path("total"), recount, null);
        var at = span.path("from").asString();
        for (var row : span.path("rows")) {
            assertThat(row.path("from").asString()).as(what).isEqualTo(at);
            at = row.path("to").asString();
            expectFigures(what, row, row.path("figures"), recount, null);
        }
        assertThat(at).as(what).isEqualTo(span.path("to").asString());
        assertThat(sum(span, "offered"))
                .isEqualTo(span.path("total").path("offered").asLong());
    }

    private static long sum(JsonNode span, String figure) {
        return span.path("rows")
                .valueStream()
                .mapToLong(row -> row.path("figures").path(figure).asLong())
                .sum();
    }

    private static void expectFigures(
            String report, JsonNode time, JsonNode figures, Recount recount, @Nullable String queueId) {
        var what = report + " " + time.path("from").asString() + " of " + queueId;
        var from = Instant.parse(time.path("from").asString());
        var to = Instant.parse(time.path("to").asString());
        var begun = recount.begun(from, to.minusNanos(1), queueId);
        expectCounts(what, figures, begun);
        assertThat(figures.path("visits").asLong())
                .as(what)
                .isEqualTo(count(
                        recount.visits,
                        visit -> !visit.minute.isBefore(from)
                                && visit.minute.isBefore(to)
                                && (queueId == null || visit.queue.equals(queueId))));
        var waits = begun.stream()
                .map(each -> each.wait)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Map.of("waitP50", 0.5, "waitP80", 0.8, "waitP95", 0.95).forEach((figure, share) -> {
            if (waits.isEmpty()) {
                assertThat(figures.has(figure)).as(what).isFalse();
            } else {
                double exact = Math.min(waits.get((int) Math.ceil(waits.size() * share) - 1), 7200);
                assertThat(figures.path(figure).asDouble())
                        .as(what + " " + figure)
                        .isCloseTo(exact, within(Math.max(1, exact / 4)));
            }
        });
    }

    private static void expect(
            String window, JsonNode stats, Recount recount, Instant from, Instant to, @Nullable String queueId) {
        var what = window + " of " + queueId;
        var offered = recount.begun(from, to, queueId);
        expectCounts(what, stats, offered);
        expectRatio(
                what + " asa",
                stats.path("asa"),
                offered.stream()
                        .map(call -> call.wait)
                        .filter(Objects::nonNull)
                        .mapToDouble(wait -> wait)
                        .sum(),
                count(offered, call -> call.wait != null));
        expectRatio(
                what + " abandonmentRate",
                stats.path("abandonmentRate"),
                count(offered, call -> call.abandoned && !call.shortAbandoned),
                count(offered, call -> !call.shortAbandoned));
        var handled = offered.stream().filter(Counted::handled).toList();
        expectRatio(
                what + " aht",
                stats.path("aht"),
                handled.stream().mapToLong(call -> call.handleMillis).sum() / 1000.0,
                handled.size());
        var live = recount.calls.stream()
                .filter(call -> queueId == null || call.queue().equals(queueId))
                .toList();
        assertThat(stats.path("waiting").asLong())
                .as(what)
                .isEqualTo(count(live, call -> call.status.equals("waiting")));
        assertThat(stats.path("active").asLong()).as(what).isEqualTo(count(live, call -> call.status.equals("active")));
        assertThat(stats.path("onHold").asLong())
                .as(what)
                .isEqualTo(count(live, call -> call.status.equals("on_hold")));
        assertThat(stats.path("oldestWaitingSince").asString(null))
                .as(what)
                .isEqualTo(live.stream()
                        .filter(call -> call.status.equals("waiting"))
                        .map(call -> call.since)
                        .min(Instant::compareTo)
                        .map(Instant::toString)
                        .orElse(null));
    }

    private static void expectCounts(String what, JsonNode stats, List<? extends Counted> offered) {
        assertThat(stats.path("offered").asLong(-1)).as(what).isEqualTo(offered.size());
        assertThat(stats.path("answered").asLong(-1)).as(what).isEqualTo(count(offered, call -> call.wait != null));
        assertThat(stats.path("answeredWithin").asLong(-1)).as(what).isEqualTo(count(offered, call -> call.within));
        assertThat(stats.path("abandoned").asLong(-1)).as(what).isEqualTo(count(offered, call -> call.abandoned));
        assertThat(stats.path("shortAbandoned").asLong(-1))
                .as(what)
                .isEqualTo(count(offered, call -> call.shortAbandoned));
        expectRatio(
                what + " serviceLevel",
                stats.path("serviceLevel"),
                count(offered, call -> call.within),
                count(offered, call -> !call.shortAbandoned && !call.outside));
        assertThat(stats.path("outsideHours").asLong(0)).as(what).isEqualTo(count(offered, Counted::outsideHours));
        assertThat(stats.path("serviceLevel").asDouble(0)).as(what).isBetween(0.0, 1.0);
    }

    private static void expectSeries(
            Api api, String window, Recount recount, Instant from, Instant to, @Nullable String queueId) {
        var points = api.get("/api/stats/series?window=" + window + (queueId == null ? "" : "&queueId=" + queueId))
                .body()
                .path("points");
        assertThat(points.size()).isEqualTo((int) Duration.between(from, to).toMinutes() + 1);
        for (int i = 0; i < points.size(); i++) {
            var minute = from.plus(i, ChronoUnit.MINUTES);
            assertThat(points.path(i).path("minute").asString()).isEqualTo(minute.toString());
            expectCounts(minute + " of " + queueId, points.path(i), recount.begun(minute, minute, queueId));
        }
    }

    private static void expectAgents(JsonNode agents, Recount recount, Instant now) {
        var today = recount.day(now.atZone(ZONE).toLocalDate());
        var order = List.of("active", "on_hold", "waiting");
        var engaged = recount.calls.stream()
                .filter(call -> call.agent != null && !call.status.equals("ended"))
                .toList();
        var everybody = new TreeSet<String>();
        today.forEach((id, day) -> {
            if (day.handled + day.missed + day.hungUp > 0) {
                everybody.add(id);
            }
        });
        engaged.forEach(call -> everybody.add(call.agent));
        assertThat(agents).extracting(agent -> agent.path("agentId").asString()).containsExactlyElementsOf(everybody);
        for (var agent : agents) {
            var id = agent.path("agentId").asString();
            var day = today.getOrDefault(id, new Recount.Day());
            assertThat(agent.path("handledToday").asInt(-1)).as(id).isEqualTo(day.handled);
            assertThat(agent.path("missedToday").asInt(-1)).as(id).isEqualTo(day.missed);
            expectRatio(id, agent.path("averageHandleTime"), day.handleMillis / 1000.0, day.handled);
            // Of several in the same state the one that they answered last, else the one that rings since last.
            var first = engaged.stream()
                    .filter(call -> id.equals(call.agent))
                    .min(Comparator.comparingInt((PlainCall call) -> order.indexOf(call.status))
                            .thenComparing(
                                    call -> call.picked, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
                            .thenComparing(
                                    call -> call.rings == null ? call.since : call.rings, Comparator.reverseOrder()));
            assertThat(agent.path("state").asString())
                    .as(id)
                    .isEqualTo(first.map(call -> switch (call.status) {
                                case "active" -> "on_call";
                                case "on_hold" -> "holding";
                                default -> "ringing";
                            })
                            .orElse("idle"));
            assertThat(agent.has("callId")).isEqualTo(first.isPresent());
            first.ifPresent(call -> assertThat(agent.path("since").asString())
                    .isEqualTo((call.rings == null ? call.since : call.rings).toString()));
        }
    }

    private static <C extends Counted> long count(List<C> calls, Predicate<? super C> which) {
        return calls.stream().filter(which).count();
    }

    private static void expectRatio(String what, JsonNode ratio, double part, long whole) {
        if (whole == 0) {
            assertThat(ratio.isMissingNode()).as(what).isTrue();
        } else {
            assertThat(ratio.asDouble(-1)).as(what).isCloseTo(part / whole, within(1e-9));
        }
    }

    /// So that a stream in which nothing interesting happened can't pass for a test.
    private static void expectEverythingWasTried(RunningService service) {
        var tried = service.sql.queryForMap("""
                select sum(answered) as answered, sum(outside_hours) as outside, sum(answered - answered_within) as late, sum(abandoned) as abandoned,
                       sum(short_abandoned) as soon, sum(handled) as handled, sum(handle_millis) as millis,
                       (select count(*) from agent_stays where state = 'ringing') as rings,
                       (select count(*) from agent_stays where state = 'holding') as holds,
                       (select count(*) from agent_stays where wrap_up > 0) as wrap_ups,
                       (select sum(missed) from counted_days) as missed, (select count(distinct day) - 1 from counted_days) as days,
                       (select count(*) from call_events where metadata->>'by' = 'system' and type = 'call_retransfer') as timers,
                       (select count(*) from call_events where metadata->>'endReason' = 'failed') as lost
                from counted_minutes""");
        assertThat(tried)
                .allSatisfy((what, times) ->
                        assertThat(((Number) times).longValue()).as(what).isPositive());
        assertThat(service.sql.queryForObject(
                        "select deadlocks from pg_stat_database where datname = current_database()", Long.class))
                .isZero();
    }
}
