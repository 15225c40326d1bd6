package callboard.simulator.traffic;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call that is under way, and the words in which its telephony system reports it.
final class Caller {

    final String callId;
    private final boolean numbersEvents;
    private final Duration startedAt;
    private int events;

    CallQueue line;
    Duration waitingSince;

    @Nullable
    String agent;
    /// Those who are rung together with the agent.
    List<String> alsoRung = List.of();
    /// Counts what has become of the call: a plan made in an earlier turn is void.
    int turn;
    /// Counts its spells of waiting, and their ends: patience lasts for one of them.
    int spell;

    Caller(String callId, CallQueue line, boolean numbersEvents, Duration now) {
        this.callId = callId;
        this.line = line;
        this.numbersEvents = numbersEvents;
        startedAt = now;
        waitingSince = now;
    }

    CallEventRequest initiated(CallType type, Person person) {
        return new Initiated(
                callId,
                type,
                line.queueId(),
                eventId(),
                null,
                person.number(),
                line.number(),
                Direction.INBOUND,
                person.name(),
                person.reference() == null ? null : Map.of("customer", person.reference()));
    }

    CallEventRequest routed(Duration now) {
        var first = Objects.requireNonNull(agent);
        double found = seconds(now.minus(waitingSince));
        return alsoRung.isEmpty()
                ? new Routed(callId, first, found, eventId(), null)
                : new Routed(callId, null, found, eventId(), null, rung());
    }

    List<String> rung() {
        var rung = new ArrayList<>(alsoRung);
        rung.addFirst(Objects.requireNonNull(agent));
        return rung;
    }

    /// @param by who picked up, where several were rung
    CallEventRequest answered(Duration now, @Nullable String by) {
        return new Answered(callId, seconds(now.minus(waitingSince)), eventId(), null, by);
    }

    CallEventRequest held(Duration announced) {
        return new Hold(callId, seconds(announced), eventId(), null);
    }

    CallEventRequest resumed() {
        return new Resumed(callId, eventId(), null);
    }

    /// How older systems take a call back; numbered always, as it would else look like a late retry of the first
    /// answer.
    CallEventRequest answeredAgain(Duration held) {
        return new Answered(callId, seconds(held), callId + "-" + ++events, null);
    }

    CallEventRequest passedOn(@Nullable String toAgent, @Nullable String toQueue, String reason) {
        return new Retransfer(callId, toAgent, toQueue, reason, eventId(), null);
    }

    CallEventRequest ended(EndReason reason, Duration now) {
        return new Ended(callId, reason, seconds(now.minus(startedAt)), eventId(), null);
    }

    private @Nullable String eventId() {
        events++;
        return numbersEvents ? callId + "-" + events : null;
    }

    private static double seconds(Duration length) {
        return Math.round(length.toMillis() / 100.0) / 10.0;
    }
}
