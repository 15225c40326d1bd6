package callboard.calls.rule;

import static org.assertj.core.api.Assertions.assertThat;

import callboard.calls.Api;
import callboard.calls.RunningService;
import callboard.calls.SettableClock;
import callboard.contracts.AlertLevel;
import callboard.contracts.RuleMeasure;
import callboard.contracts.RuleScope;
import callboard.contracts.RuleSettings;
import callboard.contracts.StatsWindow;
import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// A random history, told as senders tell it; what a preview makes of it beside what comes of looking at every visit
/// and every agent in every second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulePreviewTest {

    private static final Map<String, String> OPERATOR =
            Map.of("Content-Type", "application/json", "X-API-Key", Api.ADMIN_KEY);
    private static final List<String> QUEUES = List.of("medical_spanish", "legal_spanish");
    private static final int RULES = 4;
    private static final int CALLS = 250;
    private static final long SEED = Long.getLong("seed", 20_260_301);

    /// A visit as it was, in seconds.
    ///
    /// @param since      since when its caller has waited for an answer
    /// @param transferred whether it went on to another queue
    private record Visit(String queueId, long since, long entered, long answered, long left, boolean transferred) {

        static final long NEVER = Long.MAX_VALUE;

        boolean waits(long second) {
            return entered <= second && second < Math.min(answered, left);
        }

        boolean talks(long second) {
            return answered <= second && second < left;
        }

        boolean isShort() {
            return gaveUp() && left - entered < 10;
        }

        boolean gaveUp() {
            return answered == NEVER && left != NEVER && !transferred;
        }
    }

    /// What an agent said of themselves.
    private static final class Agent {
        private final String id;
        private final TreeMap<Long, Set<String>> queues = new TreeMap<>();
        private final TreeMap<Long, String> told = new TreeMap<>();
        private final List<Visit> talks = new ArrayList<>();
        private @Nullable Long awaySince;

        private Agent(String id) {
            this.id = id;
        }

        private String state(long second) {
            if (talks.stream().anyMatch(talk -> talk.talks(second))) {
                return "talks";
            }
            var latest = told.floorEntry(second);
            return latest == null ? "none" : latest.getValue();
        }

        private boolean isOf(String queueId, long second) {
            var latest = queues.floorEntry(second);
            return queueId.isEmpty() || latest != null && latest.getValue().contains(queueId);
        }
    }

    private final Random random = new Random(SEED);
    private final SettableClock clock = new SettableClock();
    private final long now = clock.instant().getEpochSecond();
    // Two pieces of a preview, and a part of a third.
    private final long begin = now - 13 * 3_600;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final TestRedis redis = TestRedis.started();
    private final RunningService service = RunningService.start(
            TestPostgres.freshDatabase(), redis, clock, "callboard.stats.push-every=1h", "callboard.stats.zone=UTC");

    @BeforeAll
    void tell() {
        for (int i = 0; i < 6; i++) {
            agents.add(agent("agent-" + i));
        }
        var events = new ArrayList<String>();
        for (int i = 0; i < CALLS; i++) {
            // Busy and quiet hours, and queues that are empty in between.
            long hour = random.nextInt(13);
            call("call-" + i, begin + hour * 3_600 + random.nextInt(hour % 3 == 0 ? 300 : 3_600), events);
        }
        for (int from = 0; from < events.size(); from += 1_000) {
            var some = events.subList(from, Math.min(from + 1_000, events.size()));
            var answer = service.api.post(
                    "/api/events/batch",
                    "[" + String.join(",", some) + "]",
                    Map.of("Content-Type", "application/json", "X-API-Key", Api.KEY));
            assertThat(answer.body().findValuesAsString("status")).containsOnly("201");
        }
    }

    @AfterAll
    void stop() {
        service.close();
        redis.close();
    }

    @ParameterizedTest
    @EnumSource(RuleMeasure.class)
    void aPreviewIsWhatEverySecondSays(RuleMeasure measure) {
        int fired = 0;
        for (int i = 0; i < RULES; i++) {
            var rule = rule(measure);
            var preview = service.api.post(
                    "/api/ops/rules/preview", JsonMapper.shared().writeValueAsString(rule), OPERATOR);
            assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
            var expected = expected(rule);
            var shown = preview.body()
                    .path("firings")
                    .valueStream()
                    .map(firing -> "%s %s %s"
                            .formatted(
                                    firing.path("queueId").asString(""),
                                    firing.path("from").asString(),
                                    firing.path("to").asString("")))
                    .sorted()
                    .toList();
            assertThat(shown).as("%s, seed %d", rule, SEED).isEqualTo(expected);
            assertThat(preview.body().path("count").asInt()).isEqualTo(expected.size());
            fired += expected.size();
        }
        assertThat(fired).as("that something is compared").isPositive();
    }

    @Test
    void itSaysOfWhichTimeNothingIsKnown() {
        var rule = new RuleSettings(
                RuleMeasure.WAITING,
                null,
                RuleScope.ALL,
                null,
                null,
                1.0,
                0,
                null,
                null,
                null,
                AlertLevel.BREACH,
                true);
        var preview = service.api
                .post("/api/ops/rules/preview", JsonMapper.shared().writeValueAsString(rule), OPERATOR)
                .body();
        var first = visits.stream().mapToLong(Visit::entered).min().orElseThrow();
        assertThat(preview.path("from").asString())
                .isEqualTo(Instant.ofEpochSecond(now).minus(Duration.ofDays(7)).toString());
        assertThat(preview.path("to").asString())
                .isEqualTo(Instant.ofEpochSecond(now).toString());
        assertThat(preview.path("gaps").toString())
                .isEqualTo("[{\"from\":\"%s\",\"to\":\"%s\"}]"
                        .formatted(preview.path("from").asString(), Instant.ofEpochSecond(first)));
        // That nobody waited then is not known, so it is no less than one.
        assertThat(preview.at("/firings/0/from").asString())
                .isGreaterThanOrEqualTo(Instant.ofEpochSecond(first).toString());
    }

    private Agent agent(String id) {
        var agent = new Agent(id);
        long at = begin + random.nextInt(3_600);
        while (at < now) {
            var theirs = Set.copyOf(QUEUES.subList(0, 1 + random.nextInt(2)));
            agent.queues.put(at, theirs);
            say(
                    agent,
                    at,
                    "available",
                    "agent_signed_in",
                    ",\"queues\":" + JsonMapper.shared().writeValueAsString(theirs));
            for (int i = 0; i < 8; i++) {
                at += 1 + random.nextInt(1_200);
                var state = random.nextBoolean() ? "available" : "unavailable";
                if (at < now) {
                    say(agent, at, state, "agent_state_changed", ",\"state\":\"%s\"".formatted(state));
                }
            }
            at += 1 + random.nextInt(600);
            if (random.nextBoolean() && at < now) {
                say(agent, at, "gone", "agent_signed_out", "");
                at += 1 + random.nextInt(7_200);
            }
        }
        return agent;
    }

    private void say(Agent agent, long at, String becomes, String event, String more) {
        agent.told.put(at, becomes);
        assertThat(service.api
                        .post("{\"event\":\"%s\",\"agentId\":\"%s\",\"occurredAt\":\"%s\"%s}"
                                .formatted(event, agent.id, Instant.ofEpochSecond(at), more))
                        .status())
                .isEqualTo(201);
    }

    /// One or two visits, each answered or not; a few are still there.
    private void call(String id, long at, List<String> events) {
        var queueId = QUEUES.get(random.nextInt(2));
        events.add(event("call_initiated", id, at, ",\"type\":\"voice\",\"queueId\":\"%s\"".formatted(queueId)));
        boolean goesOn = random.nextInt(4) == 0;
        long begun = at;
        at = visit(id, queueId, at, at, goesOn, events);
        if (at < now && goesOn) {
            var next = QUEUES.get(1 - QUEUES.indexOf(queueId));
            events.add(event("call_retransfer", id, at, ",\"queueId\":\"%s\"".formatted(next)));
            at = visit(id, next, visits.getLast().answered == Visit.NEVER ? begun : at, at, false, events);
        }
        if (at < now) {
            var last = visits.getLast();
            var reason = last.answered == Visit.NEVER ? "abandoned" : "completed";
            events.add(event("call_ended", id, at, ",\"endReason\":\"%s\"".formatted(reason)));
        }
    }

    /// @return when it leaves
    private long visit(String id, String queueId, long since, long at, boolean goesOn, List<String> events) {
        // A call of two visits is no short one.
        long waited = at
                + (goesOn || !visits.isEmpty() && at == visits.getLast().left ? 10 : 1)
                + random.nextInt(random.nextBoolean() ? 40 : 400);
        long answered = Visit.NEVER;
        long left = waited;
        if (random.nextInt(3) > 0 && waited < now) {
            answered = waited;
            left = waited + 1 + random.nextInt(900);
            // Of an agent of that queue, then and until the end, so that it is no other's for the call.
            long end = left;
            var those = agents.stream()
                    .filter(agent -> agent.isOf(queueId, waited)
                            && agent.queues.subMap(waited, end).values().stream()
                                    .allMatch(queues -> queues.contains(queueId)))
                    .toList();
            var agent = those.isEmpty() ? null : those.get(random.nextInt(those.size()));
            events.add(event(
                    "call_answered", id, answered, agent == null ? "" : ",\"agentId\":\"%s\"".formatted(agent.id)));
            if (agent != null) {
                agent.talks.add(new Visit(queueId, since, at, answered, left < now ? left : Visit.NEVER, false));
            }
        }
        visits.add(new Visit(queueId, since, at, answered, left < now ? left : Visit.NEVER, goesOn && left < now));
        return left;
    }

    private static String event(String event, String callId, long at, String more) {
        return "{\"event\":\"%s\",\"callId\":\"%s\",\"occurredAt\":\"%s\"%s}"
                .formatted(event, callId, Instant.ofEpochSecond(at), more);
    }

    private RuleSettings rule(RuleMeasure measure) {
        boolean above = random.nextBoolean();
        double threshold = switch (measure) {
            case WAITING, ACTIVE, ABANDONED -> 1 + random.nextInt(6);
            case LONGEST_WAIT -> random.nextInt(300);
            case ASA -> 20 + random.nextInt(100);
            case SERVICE_LEVEL, ABANDONMENT_RATE -> 0.1 + random.nextInt(80) / 100.0;
            case AGENTS_AVAILABLE, AGENTS_ON_CALLS, AGENTS_AWAY, AGENTS_LOGGED_IN -> 1 + random.nextInt(3);
            case LONGEST_PAUSE -> random.nextInt(1_800);
        };
        if (!above && threshold == 0) {
            threshold = 1;
        }
        boolean isCounted = RuleCheck.isCounted(measure);
        var windows = List.of(StatsWindow.QUARTER, StatsWindow.HOUR, StatsWindow.TODAY);
        // All together are told in calls where something is counted: that is for the statistics' own tests.
        var scope = isCounted || random.nextBoolean() ? RuleScope.EACH : RuleScope.ALL;
        return new RuleSettings(
                measure,
                isCounted ? windows.get(random.nextInt(3)) : null,
                scope,
                null,
                above ? threshold : null,
                above ? null : threshold,
                random.nextInt(3) == 0 ? 0 : random.nextInt(200),
                random.nextBoolean() ? null : above ? threshold * 0.5 : threshold * 0.1,
                null,
                null,
                AlertLevel.WARNING,
                true);
    }

    private List<String> expected(RuleSettings rule) {
        var known = known(rule.measure());
        var firings = new ArrayList<String>();
        var queues = rule.scope() == RuleScope.ALL
                ? List.of("")
                : Stream.concat(QUEUES.stream(), Stream.of("legal_english", "medical_english"))
                        .toList();
        for (var queueId : queues) {
            agents.forEach(agent -> agent.awaySince = null);
            var state = RuleState.quiet();
            long raised = -1;
            Double number = null;
            for (long second = begin - 60; second < now; second++) {
                // What is counted changes from minute to minute.
                if (!RuleCheck.isCounted(rule.measure()) || second % 60 == 0 || second == begin - 60) {
                    number = number(rule, queueId, second);
                }
                state = state.next(
                        RuleCondition.of(rule), second < known ? null : number, false, Instant.ofEpochSecond(second));
                boolean isRaised = state instanceof RuleState.Raised;
                if (isRaised && raised < 0) {
                    raised = second;
                } else if (!isRaised && raised >= 0) {
                    firings.add("%s %s %s"
                            .formatted(queueId, Instant.ofEpochSecond(raised), Instant.ofEpochSecond(second)));
                    raised = -1;
                }
            }
            if (raised >= 0) {
                firings.add("%s %s ".formatted(queueId, Instant.ofEpochSecond(raised)));
            }
        }
        firings.sort(Comparator.naturalOrder());
        return firings;
    }

    private long known(RuleMeasure measure) {
        long call = visits.stream().mapToLong(Visit::entered).min().orElseThrow();
        if (RuleCheck.isCounted(measure)) {
            return call / 60 * 60;
        }
        long agent =
                agents.stream().mapToLong(each -> each.told.firstKey()).min().orElseThrow();
        return RuleNumbers.isOfAgents(measure) ? agent : call;
    }

    private @Nullable Double number(RuleSettings rule, String queueId, long second) {
        return switch (rule.measure()) {
            case WAITING ->
                (double) in(queueId).filter(visit -> visit.waits(second)).count();
            case ACTIVE ->
                (double) in(queueId).filter(visit -> visit.talks(second)).count();
            case LONGEST_WAIT ->
                (double) in(queueId)
                        .filter(visit -> visit.waits(second))
                        .mapToLong(visit -> second - visit.since)
                        .max()
                        .orElse(0);
            case SERVICE_LEVEL -> {
                var counted = counted(rule, queueId, second);
                yield ratio(
                        counted,
                        visit -> visit.answered != Visit.NEVER && visit.answered - visit.entered <= 30 ? 1 : 0,
                        visit -> visit.isShort() ? 0 : 1);
            }
            case ABANDONMENT_RATE -> {
                var counted = counted(rule, queueId, second);
                yield ratio(
                        counted, visit -> visit.gaveUp() && !visit.isShort() ? 1 : 0, visit -> visit.isShort() ? 0 : 1);
            }
            case ABANDONED ->
                (double) counted(rule, queueId, second).stream()
                        .filter(Visit::gaveUp)
                        .count();
            case ASA -> {
                var counted = counted(rule, queueId, second);
                yield ratio(
                        counted,
                        visit -> visit.answered == Visit.NEVER ? 0 : visit.answered - visit.entered,
                        visit -> visit.answered == Visit.NEVER ? 0 : 1);
            }
            case AGENTS_AVAILABLE -> agents(queueId, second, Set.of("available"));
            case AGENTS_ON_CALLS -> agents(queueId, second, Set.of("talks"));
            case AGENTS_AWAY -> agents(queueId, second, Set.of("unavailable"));
            case AGENTS_LOGGED_IN -> agents(queueId, second, Set.of("available", "talks", "unavailable"));
            case LONGEST_PAUSE -> longestPause(queueId, second);
        };
    }

    private Stream<Visit> in(String queueId) {
        return visits.stream().filter(visit -> queueId.isEmpty() || visit.queueId.equals(queueId));
    }

    private final Map<String, List<Visit>> lastCounted = new HashMap<>();

    private List<Visit> counted(RuleSettings rule, String queueId, long second) {
        var now = Instant.ofEpochSecond(second).truncatedTo(ChronoUnit.MINUTES);
        var from = switch (RuleNumbers.windowOf(rule)) {
            case QUARTER -> now.minusSeconds(14 * 60);
            case HALF -> now.minusSeconds(29 * 60);
            case HOUR -> now.minusSeconds(59 * 60);
            case TODAY -> now.truncatedTo(ChronoUnit.DAYS);
        };
        return lastCounted.computeIfAbsent(
                "%s %s %s".formatted(queueId, from, now),
                _ -> in(queueId)
                        .filter(visit ->
                                visit.entered >= from.getEpochSecond() && visit.entered < now.getEpochSecond() + 60)
                        .toList());
    }

    private static @Nullable Double ratio(
            List<Visit> visits, ToDoubleFunction<Visit> part, ToDoubleFunction<Visit> whole) {
        double all = visits.stream().mapToDouble(whole).sum();
        return all == 0
                ? null
                : Double.valueOf(visits.stream().mapToDouble(part).sum() / all);
    }

    private double agents(String queueId, long second, Set<String> states) {
        return agents.stream()
                .filter(agent -> agent.isOf(queueId, second) && states.contains(agent.state(second)))
                .count();
    }

    private double longestPause(String queueId, long second) {
        for (var agent : agents) {
            agent.awaySince = !agent.state(second).equals("unavailable")
                    ? null
                    : agent.awaySince == null ? Long.valueOf(second) : agent.awaySince;
        }
        return agents.stream()
                .filter(agent -> agent.isOf(queueId, second) && agent.awaySince != null)
                .mapToLong(agent -> second - agent.awaySince)
                .max()
                .orElse(0);
    }
}
