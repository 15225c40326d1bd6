package callboard.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import callboard.contracts.CallStatus;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.EndReason;
import callboard.simulator.mode.SimulatedConnection;
import callboard.simulator.telephony.DialledKind;
import callboard.simulator.telephony.DialledServer;
import callboard.simulator.telephony.QueueLog;
import callboard.simulator.telephony.Retelling;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Profile;
import callboard.simulator.traffic.TimedEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A call centre told by one kind of telephony system, and what Callboard makes of it.
///
/// What happens while nobody listens, or has been said when the line breaks, can't be known: of calls to which
/// something happened then only their end is compared, and those that came and went in it may be missing.
final class DialledRound {

    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final DialledKind kind;
    private final ConnectionSettings settings;
    private final String connection;
    private final int calls;
    private final CallCentre centre;
    private final Retelling retelling;
    private final Map<String, ExpectedCall> expected = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Instant> deafFrom = new ArrayList<>();
    private final List<Instant> deafUntil = new ArrayList<>();
    private @Nullable TimedEvent next;
    private int told;

    /// @param run           names this round among all
    /// @param goesElsewhere whether some are sent elsewhere, which a log tells half a minute late
    DialledRound(
            Cluster cluster,
            DialledKind kind,
            ConnectionSettings settings,
            String run,
            long seed,
            int calls,
            boolean goesElsewhere) {
        this.cluster = cluster;
        this.kind = kind;
        this.settings = settings;
        this.calls = calls;
        connection = "simulator-" + settings.kind() + "-" + run;
        centre = new CallCentre(profile(goesElsewhere), seed, settings.kind() + "-" + run);
        centre.closeAfter(calls);
        retelling = new Retelling(kind);
        next = centre.next();
    }

    private static Profile profile(boolean goesElsewhere) {
        var usual = Profile.usual();
        var odds = usual.odds();
        return new Profile(
                0.8,
                usual.desks(),
                usual.talk(),
                usual.hold(),
                Duration.ofSeconds(40),
                new Profile.Odds(
                        odds.video(),
                        odds.hardToPlace(),
                        odds.noAnswer(),
                        odds.held(),
                        0.02,
                        0.2,
                        odds.failed(),
                        odds.oldSender(),
                        odds.withEventIds(),
                        odds.ringsSeveral(),
                        goesElsewhere ? 0.5 : 0));
    }

    String connection() {
        return connection;
    }

    void connect() throws IOException, InterruptedException {
        new SimulatedConnection(cluster.callAddresses().getFirst(), connection, "callboard-admin-key").make(settings);
    }

    /// When something happens next, since the call centre opened; null when all is over.
    @Nullable
    Duration due() {
        return next == null ? null : next.at();
    }

    boolean hasBegun(double share) {
        return next == null || expected.size() >= share * calls;
    }

    /// Lets it happen now.
    void step() {
        var event = Objects.requireNonNull(next).event();
        retelling.retell(event, Instant.now().truncatedTo(ChronoUnit.MILLIS)).ifPresent(happening -> {
            expected.computeIfAbsent(kind.callId(happening.callId()), _ -> new ExpectedCall())
                    .note(happening);
            kind.tell(happening);
            told++;
        });
        next = centre.hasNext() ? centre.next() : null;
    }

    /// A fault by which a server is not heard; a log is read later.
    void suffers(String fault) {
        faults.add(fault);
        if (kind instanceof DialledServer) {
            deafFrom.add(Instant.now().minus(ON_ITS_WAY));
        }
    }

    void cut() {
        if (kind instanceof DialledServer server) {
            server.cut();
        }
    }

    /// The telephony system is killed, and its calls with it.
    void suffersCrash() {
        suffers("crash");
        switch (kind) {
            case DialledServer server -> server.crash();
            case QueueLog log -> log.crash();
            default -> throw new IllegalStateException(connection + " can't be killed");
        }
        expected.values().stream().filter(ExpectedCall::isOpen).forEach(call -> call.isGone = true);
    }

    /// Whether it is heard again.
    boolean listens() {
        return !(kind instanceof DialledServer server) || server.listeners() > 0;
    }

    /// What is open is what Callboard shows as open.
    void boardIsRight() {
        if (kind instanceof DialledServer) {
            await(connection + "'s board")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shown()).isEqualTo(open()));
            deafUntil.add(Instant.now());
        }
    }

    private Map<String, String> open() {
        var open = new TreeMap<String, String>();
        expected.forEach((id, call) -> {
            if (call.isOpen()) {
                open.put(id, text(call.queues.getLast(), call.isTalking ? call.agents.getLast() : null, call.isHeld()));
            }
        });
        return open;
    }

    private Map<String, String> shown() throws SQLException {
        var shown = new TreeMap<String, String>();
        FoundCall.of(cluster.database(), connection).forEach((id, call) -> {
            if (call.status() != CallStatus.ENDED) {
                boolean isTalking = call.status() != CallStatus.WAITING;
                shown.put(
                        id,
                        text(
                                call.queues().getLast(),
                                isTalking ? call.agentId() : null,
                                call.status() == CallStatus.ON_HOLD));
            }
        });
        return shown;
    }

    /// Asterisk's lists don't say who is on hold.
    private String text(String queue, @Nullable String agent, boolean isHeld) {
        boolean tellsHolds = settings instanceof ConnectionSettings.FreeSwitch;
        return queue + (agent == null ? " waits" : " " + agent) + (isHeld && tellsHolds ? " held" : "");
    }

    /// Everybody has gone home.
    void ends() {
        await(connection + "'s end")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                FoundCall.of(cluster.database(), connection).values())
                        .noneMatch(call -> call.status() != CallStatus.ENDED));
    }

    void close() {
        kind.close();
    }

    /// What is wrong, in words.
    Comparison compared() throws SQLException {
        var found = FoundCall.of(cluster.database(), connection);
        var comparison = new Comparison(settings instanceof ConnectionSettings.AsteriskQueueLog);
        found.keySet().stream().filter(id -> !expected.containsKey(id)).forEach(comparison::invented);
        expected.forEach((id, call) -> {
            var made = found.get(id);
            boolean isTouched = call.times.stream().anyMatch(this::isDeaf);
            if (made == null) {
                if (call.times.stream().allMatch(this::isDeaf)) {
                    comparison.unseen++;
                } else {
                    comparison.lost(id);
                }
            } else if (call.isGone) {
                comparison.touched++;
                comparison.compare(
                        id,
                        "end of a call that was gone",
                        made.endReason() == EndReason.COMPLETED || made.endReason() == EndReason.FAILED,
                        true);
            } else if (isTouched) {
                comparison.touched++;
            } else {
                comparison.compare(id, call, made);
            }
        });
        return comparison;
    }

    private boolean isDeaf(Instant at) {
        for (int i = 0; i < deafFrom.size(); i++) {
            if (!at.isBefore(deafFrom.get(i)) && !at.isAfter(deafUntil.get(i))) {
                return true;
            }
        }
        return false;
    }

    String report(Comparison comparison) {
        return String.format(
                Locale.ROOT,
                "%-20s %d calls, %d happenings; %s: %s",
                settings.kind(),
                expected.size(),
                told,
                String.join(", ", faults),
                comparison);
    }
}
