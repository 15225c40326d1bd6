package callboard.calls.connection.freeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import callboard.calls.connection.asterisk.AgentsTold;
import callboard.calls.connection.asterisk.Told;
import callboard.calls.connection.message.KnownAgent;
import callboard.calls.connection.message.KnownCall;
import callboard.calls.connection.message.LineException;
import callboard.calls.connection.message.SessionListener;
import callboard.calls.connection.message.Translated;
import callboard.calls.connection.message.Translated.Meaning;
import callboard.contracts.AgentEventRequest;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.EndReason;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FreeSwitchSessionTest {

    private static final String SALES = "sales@default";
    private static final String HELP = "help@default";
    private static final String ANA = "ana@default";
    private static final String ZOE = "José Núñez";
    private static final int CALLS = 28;

    private final Told told = new Told();
    private final AgentsTold agents = new AgentsTold();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final FreeSwitchSession session = new FreeSwitchSession(
            new SessionListener<EslEvent>() {
                @Override
                public Collection<KnownCall> known() {
                    return told.open();
                }

                @Override
                public void take(List<CallEventRequest> events) {
                    told.take(events);
                }

                @Override
                public void heard(EslEvent event, Translated translated) {
                    if (translated.meaning() == Meaning.UNKNOWN) {
                        unknown.add(event.kind());
                    }
                }
            },
            agents,
            Clock.systemUTC());

    /// What a call of each kind is to be in the end: how it ended, and who missed it.
    private enum Kind {
        SINGLE(EndReason.COMPLETED, Map.of()),
        RING_ALL(EndReason.COMPLETED, Map.of()),
        DECLINED(EndReason.COMPLETED, Map.of(ANA, 1)),
        ABANDONED(EndReason.ABANDONED, Map.of()),
        EXIT(EndReason.OVERFLOWED, Map.of()),
        HOLD(EndReason.COMPLETED, Map.of()),
        TRANSFER(EndReason.COMPLETED, Map.of());

        private final EndReason reason;
        private final Map<String, Integer> missed;

        Kind(EndReason reason, Map<String, Integer> missed) {
            this.reason = reason;
            this.missed = missed;
        }
    }

    private static List<Runnable> steps(PlayedFreeSwitch freeSwitch, Kind kind, String call) {
        var steps = new ArrayList<Runnable>();
        steps.add(() -> freeSwitch.starts(SALES, call));
        switch (kind) {
            case EXIT -> {
                steps.add(() -> freeSwitch.cancels(call, "TIMEOUT"));
                steps.add(() -> freeSwitch.passes(Duration.ofSeconds(1)));
                steps.add(() -> freeSwitch.hangsUp(call));
                return steps;
            }
            case ABANDONED -> {
                steps.add(() -> freeSwitch.hangsUp(call));
                steps.add(() -> freeSwitch.cancels(call, "BREAK_OUT"));
                return steps;
            }
            case RING_ALL -> {
                steps.add(() -> freeSwitch.offers(call, ANA));
                steps.add(() -> freeSwitch.offers(call, ZOE));
                steps.add(() -> {
                    freeSwitch.fails(call, ANA, "ORIGINATOR_CANCEL");
                    freeSwitch.answers(call, ZOE);
                });
            }
            case DECLINED -> {
                steps.add(() -> freeSwitch.offers(call, ANA));
                steps.add(() -> freeSwitch.fails(call, ANA, "CALL_REJECTED"));
                steps.add(() -> freeSwitch.offers(call, ZOE));
                steps.add(() -> freeSwitch.answers(call, ZOE));
            }
            case SINGLE, HOLD, TRANSFER -> {
                steps.add(() -> freeSwitch.offers(call, ZOE));
                steps.add(() -> freeSwitch.answers(call, ZOE));
            }
        }
        if (kind == Kind.HOLD) {
            steps.add(() -> freeSwitch.holds(call, ZOE, true));
            steps.add(() -> freeSwitch.holds(call, ZOE, false));
        }
        if (kind == Kind.TRANSFER) {
            steps.add(() -> {
                freeSwitch.agentLeaves(call, ZOE);
                freeSwitch.starts(HELP, call);
            });
            steps.add(() -> freeSwitch.answers(call, ANA));
        }
        steps.add(() -> {
            freeSwitch.agentLeaves(call, kind == Kind.TRANSFER ? ANA : ZOE);
            freeSwitch.hangsUp(call);
        });
        return steps;
    }

    private FutureTask<Void> connect(PlayedFreeSwitch freeSwitch) throws Exception {
        var connection = EslConnection.open(freeSwitch.address(), "ClueCon");
        var running = new FutureTask<Void>(() -> {
            try (connection) {
                session.run(connection);
            }
            return null;
        });
        Thread.ofVirtual().start(running);
        await().until(() -> freeSwitch.isListed() || running.isDone());
        if (running.isDone()) {
            running.get();
        }
        return running;
    }

    private static Map<String, Kind> calls() {
        var calls = new LinkedHashMap<String, Kind>();
        for (int i = 0; i < CALLS; i++) {
            calls.put("call-" + i, Kind.values()[i % Kind.values().length]);
        }
        return calls;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsAreToldAsTheyWereMeant(boolean repeats) throws Exception {
        var calls = calls();
        try (var freeSwitch = new PlayedFreeSwitch(repeats)) {
            var running = connect(freeSwitch);
            play(freeSwitch, calls, new Random(7), () -> {});
            freeSwitch.cut();
            running.get();
        }

        assertThat(told.ids()).containsExactlyInAnyOrderElementsOf(calls.keySet());
        calls.forEach((id, kind) -> {
            var call = told.call(id);
            assertThat(call.endReason()).as(id + " " + kind).isEqualTo(kind.reason);
            assertThat(told.missed(id)).as(id + " " + kind).isEqualTo(kind.missed);
            assertThat(told.visits(id)).extracting(Visit::outcome).containsExactlyElementsOf(outcomes(kind));
            assertThat(told.events(id).stream()
                            .filter(event -> event.type().word().equals("call_hold")))
                    .hasSize(kind == Kind.HOLD ? 1 : 0);
        });
        assertThat(unknown).isEmpty();
    }

    private static List<VisitOutcome> outcomes(Kind kind) {
        return switch (kind) {
            case ABANDONED -> List.of(VisitOutcome.ABANDONED);
            case EXIT -> List.of(VisitOutcome.OVERFLOWED);
            case TRANSFER -> List.of(VisitOutcome.ANSWERED, VisitOutcome.ANSWERED);
            default -> List.of(VisitOutcome.ANSWERED);
        };
    }

    /// One step of some call after the other.
    private static void play(PlayedFreeSwitch freeSwitch, Map<String, Kind> calls, Random random, Runnable between) {
        var open = new ArrayList<List<Runnable>>();
        calls.forEach((id, kind) -> open.add(steps(freeSwitch, kind, id)));
        while (!open.isEmpty()) {
            int which = random.nextInt(Math.min(open.size(), 6));
            open.get(which).removeFirst().run();
            if (open.get(which).isEmpty()) {
                open.remove(which);
            }
            between.run();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void cutsLoseAndInventNothing(long seed) throws Exception {
        var calls = calls();
        var random = new Random(seed);
        var seen = new HashSet<String>();
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            var running = new ArrayList<FutureTask<Void>>();
            running.add(connect(freeSwitch));
            play(freeSwitch, calls, random, () -> {
                boolean isUp = !running.isEmpty();
                if (isUp) {
                    seen.addAll(freeSwitch.sessions());
                }
                if (random.nextInt(6) == 0) {
                    toggle(freeSwitch, running);
                }
            });
            if (running.isEmpty()) {
                toggle(freeSwitch, running);
            }
            toggle(freeSwitch, running);
        }

        assertThat(told.ids()).containsAll(seen);
        assertThat(calls.keySet()).containsAll(told.ids());
        told.ids().forEach(id -> assertThat(told.call(id).status()).as(id).isEqualTo(CallStatus.ENDED));
        assertThat(unknown).isEmpty();
    }

    private void toggle(PlayedFreeSwitch freeSwitch, List<FutureTask<Void>> running) {
        try {
            if (running.isEmpty()) {
                running.add(connect(freeSwitch));
            } else {
                freeSwitch.cut();
                running.removeFirst().get();
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void whatACutHidIsFoundOut() throws Exception {
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            var running = connect(freeSwitch);
            for (var id : List.of("answered", "held", "moved", "gone", "left")) {
                freeSwitch.starts(SALES, id);
            }
            freeSwitch.answers("held", ZOE);
            freeSwitch.answers("moved", ZOE);
            freeSwitch.cut();
            running.get();

            freeSwitch.answers("answered", ANA);
            freeSwitch.holds("held", ZOE, true);
            freeSwitch.agentLeaves("moved", ZOE);
            freeSwitch.starts(HELP, "moved");
            freeSwitch.hangsUp("gone");
            freeSwitch.cancels("gone", "BREAK_OUT");
            freeSwitch.cancels("left", "TIMEOUT");
            freeSwitch.starts(HELP, "missed");
            running = connect(freeSwitch);
            freeSwitch.passes(Duration.ofSeconds(10));
            freeSwitch.fire("HEARTBEAT", Map.of());
            freeSwitch.cut();
            running.get();

            assertThat(told.call("answered").status()).isEqualTo(CallStatus.ACTIVE);
            assertThat(told.call("answered").agentId()).isEqualTo(ANA);
            assertThat(told.call("held").status()).isEqualTo(CallStatus.ON_HOLD);
            assertThat(told.call("moved").status()).isEqualTo(CallStatus.WAITING);
            assertThat(told.call("moved").queueId()).isEqualTo(HELP);
            assertThat(told.call("gone").endReason()).isEqualTo(EndReason.FAILED);
            assertThat(told.call("left").endReason()).isEqualTo(EndReason.OVERFLOWED);
            assertThat(told.call("missed").queueId()).isEqualTo(HELP);
            assertThat(told.call("missed").status()).isEqualTo(CallStatus.WAITING);

            int before = told.ids().toString().length();
            running = connect(freeSwitch);
            freeSwitch.cut();
            running.get();
            assertThat(told.ids().toString()).hasSize(before);
            assertThat(told.events("missed")).hasSize(1);
        }
    }

    @Test
    void agentsAreToldWithTheirQueuesAsTheyLogInTakeBreaksAndLogOut() throws Exception {
        try (var freeSwitch = new PlayedFreeSwitch(true)) {
            freeSwitch.tier(SALES, ANA);
            freeSwitch.tier(HELP, ANA);
            freeSwitch.tier(HELP, ZOE);
            freeSwitch.status(ANA, "Available");
            freeSwitch.status(ZOE, "Logged Out");
            var running = connect(freeSwitch);
            await().until(() -> !agents.knownAgents().isEmpty());
            assertThat(agents.all).hasSize(1);
            var onBreakAt = freeSwitch.passes(Duration.ZERO).plusMillis(250);
            freeSwitch.status(ANA, "On Break");
            freeSwitch.status(ZOE, "Available (On Demand)");
            freeSwitch.status(ANA, "Available");
            freeSwitch.status(ZOE, "Logged Out");
            freeSwitch.cut();
            running.get();

            assertThat(agents.all).extracting(AgentEventRequest::agentId).containsExactly(ANA, ANA, ZOE, ANA, ZOE);
            assertThat(agents.all.get(1).occurredAt()).isEqualTo(onBreakAt);
            assertThat(agents.all).extracting(AgentEventRequest::eventId).doesNotHaveDuplicates();
            assertThat(agents.knownAgents()).containsExactly(new KnownAgent(ANA, List.of(HELP, SALES), true, null));
            assertThat(unknown).isEmpty();
        }
    }

    @Test
    void whatAgentsDidDuringACutIsFoundOutAndNothingElseIsToldAgain() throws Exception {
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            for (var agent : List.of(ANA, ZOE, "removed")) {
                freeSwitch.tier(SALES, agent);
                freeSwitch.status(agent, "Available");
            }
            var running = connect(freeSwitch);
            freeSwitch.cut();
            running.get();
            assertThat(agents.all).hasSize(3);

            freeSwitch.status(ZOE, "On Break");
            freeSwitch.removes("removed");
            running = connect(freeSwitch);
            freeSwitch.cut();
            running.get();
            assertThat(agents.all).hasSize(5);
            assertThat(agents.knownAgents())
                    .containsExactlyInAnyOrder(
                            new KnownAgent(ANA, List.of(SALES), true, null),
                            new KnownAgent(ZOE, List.of(SALES), false, null));

            running = connect(freeSwitch);
            freeSwitch.cut();
            running.get();
            assertThat(agents.all).hasSize(5);
        }
    }

    @Test
    void aRestartEndsEveryCallAndItsNewNumbersCountAgain() throws Exception {
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            var running = connect(freeSwitch);
            freeSwitch.starts(SALES, "before");
            freeSwitch.restart();
            running.get();
            running = connect(freeSwitch);
            freeSwitch.starts(SALES, "after");
            freeSwitch.cut();
            running.get();
        }

        assertThat(told.call("before").endReason()).isEqualTo(EndReason.FAILED);
        assertThat(told.call("after").status()).isEqualTo(CallStatus.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {SALES, HELP})
    void aTransferThatTheQueueNoticesLateLosesNoCall(String toQueue) throws Exception {
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            var running = connect(freeSwitch);
            freeSwitch.starts(SALES, "call");
            freeSwitch.answers("call", ZOE);
            freeSwitch.transfers("call", ZOE, toQueue);
            freeSwitch.passes(Duration.ofSeconds(10));
            freeSwitch.offers("call", ANA);
            freeSwitch.hangsUp("call");
            freeSwitch.cut();
            running.get();
        }

        assertThat(told.call("call").queueId()).isEqualTo(toQueue);
        assertThat(told.call("call").endReason()).isEqualTo(EndReason.ABANDONED);
        assertThat(told.ids()).containsExactly("call");
    }

    @Test
    void aWrongPasswordIsNamed() throws IOException {
        try (var freeSwitch = new PlayedFreeSwitch(false)) {
            assertThatThrownBy(() -> EslConnection.open(freeSwitch.address(), "wrong"))
                    .isInstanceOf(LineException.class)
                    .hasMessageContaining("refused the password");
        }
    }
}
