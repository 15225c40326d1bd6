package callboard.calls.connection.queuelog;

import callboard.calls.connection.message.Names;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A call of the log that has not ended. Its times never go back.
final class QueueLogCall {

    private enum Stage {
        WAITING,
        TALKING,
        /// Out of the queue, by [#leftFor]; it may yet come to another one.
        LEFT
    }

    private final String callId;
    private final long position;
    private Stage stage = Stage.WAITING;
    private String queueId;
    private Instant latest;
    private boolean isAnswered;
    private final List<String> ringing = new ArrayList<>();
    private EndReason leftFor = EndReason.ABANDONED;
    private Duration mayReturn = Duration.ZERO;

    /// @param position where in the log its first line is
    QueueLogCall(String callId, String queueId, Instant at, long position) {
        this.callId = callId;
        this.queueId = queueId;
        this.latest = at;
        this.position = position;
    }

    List<CallEventRequest> begins(QueueLogLine line) {
        var number = Names.text(line.data(1));
        return List.of(new Initiated(
                callId,
                CallType.VOICE,
                queueId,
                id("join", line, line.queue()),
                latest,
                number,
                null,
                Direction.INBOUND,
                null,
                null));
    }

    List<CallEventRequest> joined(String queue, QueueLogLine line) {
        if (stage == Stage.WAITING && queue.equals(queueId)) {
            return List.of();
        }
        var reason = isAnswered ? "transfer" : "overflow";
        stage = Stage.WAITING;
        queueId = queue;
        isAnswered = false;
        ringing.clear();
        return List.of(new Retransfer(callId, null, queue, reason, id("join", line, line.queue()), at(line)));
    }

    /// Of phones that rang at once only the first one's time is told: each line is read by itself, and a later ring
    /// would take the call from the earlier one.
    List<CallEventRequest> rangOut(String agent, QueueLogLine line) {
        if (stage != Stage.WAITING) {
            return List.of();
        }
        ringing.clear();
        var rings = rings(agent, Duration.ofMillis(line.number(0)), line);
        // A phone that is busy has rung for no time at all.
        var reason = line.data(0).equals("0") ? "busy" : "no_answer";
        return List.of(
                rings, new Retransfer(callId, null, null, reason, id("unanswered", line, line.agent()), at(line)));
    }

    /// The caller left while these rang; the line that says so follows.
    List<CallEventRequest> rangUntilLeft(String agent, QueueLogLine line) {
        return stage == Stage.WAITING ? List.of(rings(agent, Duration.ofMillis(line.number(0)), line)) : List.of();
    }

    List<CallEventRequest> connected(String agent, QueueLogLine line) {
        if (stage != Stage.WAITING) {
            return List.of();
        }
        ringing.clear();
        var rings = rings(agent, Duration.ofSeconds(line.number(2)), line);
        stage = Stage.TALKING;
        isAnswered = true;
        ringing.clear();
        // As the manager interface tells it: whoever is first, the other is a repeat.
        var id = line.data(1).isEmpty() ? id("connect", line, line.agent()) : Names.eventId("connect", line.data(1));
        return List.of(rings, new Answered(callId, null, id, at(line), agent));
    }

    /// @param transfers whether the caller talks on with somebody else
    List<CallEventRequest> completed(boolean transfers, Duration mayReturn, QueueLogLine line) {
        if (stage != Stage.TALKING) {
            return List.of();
        }
        left(EndReason.COMPLETED, mayReturn, line);
        return transfers
                ? List.of(new Retransfer(callId, null, null, "transfer", id("complete", line, line.agent()), latest))
                : List.of();
    }

    void leftQueue(EndReason reason, Duration mayReturn, QueueLogLine line) {
        if (stage == Stage.WAITING) {
            left(reason, mayReturn, line);
        }
    }

    private void left(EndReason reason, Duration returns, QueueLogLine line) {
        stage = Stage.LEFT;
        leftFor = reason;
        mayReturn = returns;
        at(line);
    }

    /// Whether it has left for good.
    boolean isOver(Instant now) {
        return stage == Stage.LEFT && !latest.plus(mayReturn).isAfter(now);
    }

    CallEventRequest ends() {
        return ended(leftFor);
    }

    /// Asterisk is gone, and the call with it; when is not written.
    CallEventRequest lost() {
        return ended(stage == Stage.LEFT ? leftFor : EndReason.FAILED);
    }

    private CallEventRequest ended(EndReason reason) {
        return new Ended(callId, reason, null, "end", latest);
    }

    private Routed rings(String agent, Duration length, QueueLogLine line) {
        var end = latest.isAfter(line.at()) ? latest : line.at();
        var begin = end.minus(length);
        latest = begin.isBefore(latest) ? latest : begin;
        if (!ringing.contains(agent)) {
            ringing.add(agent);
        }
        var id = id("ring", line, line.agent());
        return ringing.size() == 1
                ? new Routed(callId, agent, null, id, latest)
                : new Routed(callId, null, null, id, latest, List.copyOf(ringing));
    }

    private Instant at(QueueLogLine line) {
        latest = latest.isAfter(line.at()) ? latest : line.at();
        return latest;
    }

    private static String id(String kind, QueueLogLine line, String of) {
        return Names.eventId("log-" + kind, line.at().toEpochMilli() + "/" + of);
    }

    boolean isIn(String queue) {
        return queue.equals(queueId);
    }

    Instant latest() {
        return latest;
    }

    long position() {
        return position;
    }
}
