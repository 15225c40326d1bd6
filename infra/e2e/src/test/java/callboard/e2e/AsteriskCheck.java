package callboard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.AgentView;
import callboard.contracts.Call;
import callboard.contracts.CallStatus;
import callboard.e2e.QueueLog.LoggedCall;
import callboard.testing.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real Asterisk plays calls, and every one has to be on the board as the queues themselves have written it:
/// `./mvnw -pl infra/e2e -am verify -Pasterisk -DskipTests …`, see docs/testing.md.
class AsteriskCheck {

    private final InstalledAsterisk asterisk = new InstalledAsterisk();
    private RunningCallboard callboard;
    private TcpProxy line;
    private Board board;

    /// In which nothing can be heard.
    private record Outage(Instant begin, Instant end) {

        boolean contains(Instant at) {
            return !at.isBefore(begin.minusSeconds(2)) && !at.isAfter(end.plusSeconds(1));
        }
    }

    @FunctionalInterface
    private interface Fault {
        void happen(QueueLog log) throws Exception;
    }

    @BeforeEach
    void start() throws Exception {
        var manager = asterisk.manager().split(":");
        line = new TcpProxy(manager[0], Integer.parseInt(manager[1]));
        callboard = RunningCallboard.started("asterisk", Map.of());
        board = new Board(callboard);
        board.connect(Map.of(
                "kind",
                "asterisk",
                "enabled",
                true,
                "queues",
                "adopt",
                "host",
                "127.0.0.1",
                "port",
                line.port(),
                "username",
                asterisk.username(),
                "secret",
                asterisk.secret()));
        await().atMost(Duration.ofSeconds(30)).until(() -> board.isConnectedSince(Instant.MIN));
        System.out.println("Callboard: " + callboard.dashboard());
    }

    @AfterEach
    void stop() throws Exception {
        board.close();
        callboard.close();
        line.close();
    }

    @Test
    void everyCallIsAsTheQueuesWroteIt() throws Exception {
        var log = QueueLog.from(asterisk.queueLog());
        asterisk.playCalls().waitFor();
        boardIsStill();

        var comparison = new QueueComparison();
        judge("undisturbed", log, List.of(), comparison);
        compareAgents(log, comparison);
        report("undisturbed", comparison);
    }

    @Test
    void aLineThatIsCutIsDialledAgain() throws Exception {
        survives(3, false, "line cut", log -> {
            var before = log.lines();
            line.cut();
            await("something happens meanwhile").atMost(Duration.ofSeconds(60)).until(() -> log.lines() > before);
            line.mend();
        });
    }

    @Test
    void aKilledCallboardFindsWhatItMissed() throws Exception {
        survives(2, false, "Callboard killed", _ -> {
            var service = callboard.process("call-service");
            service.kill();
            service.start();
            service.awaitReady();
        });
    }

    @Test
    void anAsteriskThatIsKilledTakesItsCallsWithIt() throws Exception {
        // Who played the calls may have given up.
        survives(1, true, "Asterisk killed", _ -> asterisk.restart());
    }

    private void survives(int times, boolean isPlayedAgain, String what, Fault fault) throws Exception {
        var log = QueueLog.from(asterisk.queueLog());
        var calls = asterisk.playCalls();
        var outages = new ArrayList<Outage>();
        for (int i = 0; i < times; i++) {
            await(what + ": somebody waits, somebody talks")
                    .atMost(Duration.ofMinutes(3))
                    .until(() ->
                            board.open().stream().map(Call::status).distinct().count() > 1);
            var begin = Instant.now();
            var before = asterisk.show();
            fault.happen(log);
            await(what + ": connected again")
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> board.isConnectedSince(begin));
            var up = Instant.now();
            boardIsAsShown(what);
            outages.add(new Outage(begin, Instant.now()));
            System.out.printf(
                    "%s, with %s: connected again after %.1f s, the board as queue show %.1f s later%n",
                    what, before, seconds(begin, up), seconds(up, Instant.now()));
        }
        calls.waitFor();
        if (isPlayedAgain) {
            asterisk.playCalls().waitFor();
        }
        boardIsStill();

        var comparison = new QueueComparison();
        judge(what, log, outages, comparison);
        report(what, comparison);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /// Both change while they are read: between two equal looks at the one the other has to be the same.
    private void boardIsAsShown(String what) {
        await("board as queue show: " + what)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    var first = asterisk.show();
                    var ours = board.shown();
                    assertThat(asterisk.show()).isEqualTo(first);
                    assertThat(ours).isEqualTo(first);
                });
    }

    /// Nobody is on the board, nor in a queue.
    private void boardIsStill() {
        await("nobody is left").atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(board.open()).isEmpty();
            assertThat(board.shown()).isEqualTo(asterisk.show());
        });
    }

    private void judge(String round, QueueLog log, List<Outage> outages, QueueComparison comparison) throws Exception {
        var ours = new TreeMap<String, Call>();
        board.calls().forEach(call -> ours.put(call.id(), call));
        int touched = 0;
        int unseen = 0;
        for (var logged : log.calls().values()) {
            var call = ours.remove(logged.id());
            if (call == null && outages.stream().anyMatch(outage -> isWithin(outage, logged))) {
                unseen++;
                continue;
            }
            comparison.field("known", logged.id(), "known", call == null ? null : "known");
            if (call == null) {
                continue;
            }
            comparison.field("status", logged.id(), CallStatus.ENDED, call.status());
            if (!logged.isOver() || outages.stream().anyMatch(outage -> touches(outage, logged))) {
                touched++;
            } else {
                comparison.compare(logged, board.call(logged.id()), board.history(logged.id()));
            }
        }
        ours.keySet().forEach(invented -> comparison.field("known", invented, null, "known"));
        System.out.printf(
                "%s: %d calls in queue_log, %d compared, %d something became of while nothing could be heard, %d came and went then, %d invented; connection: %s%n",
                round, log.calls().size(), comparison.calls(), touched, unseen, ours.size(), board.state());
    }

    private static boolean isWithin(Outage outage, LoggedCall call) {
        return call.isOver() && call.lines().allMatch(line -> outage.contains(line.at()));
    }

    private static boolean touches(Outage outage, LoggedCall call) {
        return call.lines().anyMatch(line -> outage.contains(line.at()));
    }

    /// What the agents' day is counted from is the sum of their calls.
    private void compareAgents(QueueLog log, QueueComparison comparison) throws Exception {
        var answered = new TreeMap<String, Integer>();
        var missed = new TreeMap<String, Integer>();
        log.calls().values().forEach(call -> {
            call.lines().filter(line -> line.event().equals("CONNECT")).forEach(line -> {
                answered.merge(line.agent(), 1, Integer::sum);
            });
            call.unanswered().forEach(agent -> missed.merge(agent, 1, Integer::sum));
        });
        var agents = new TreeMap<String, AgentView>();
        board.agents().forEach(agent -> agents.put(agent.agentId(), agent));
        for (var agent : agents.values()) {
            var name = agent.agentId();
            comparison.field("agent's handled", name, answered.getOrDefault(name, 0), agent.handledToday());
            comparison.field("agent's missed", name, missed.getOrDefault(name, 0), agent.missedToday());
        }
        assertThat(agents.keySet()).containsAll(answered.keySet()).containsAll(missed.keySet());
    }

    private static void report(String round, QueueComparison comparison) {
        System.out.println(round + ":\n" + comparison.table());
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.calls()).isPositive();
    }
}
