package callboard.calls.connection.queuelog;

import callboard.calls.connection.asterisk.AsteriskNames;
import callboard.calls.connection.asterisk.AsteriskRules;
import callboard.calls.connection.message.Names;
import callboard.calls.connection.message.Translated;
import callboard.contracts.CallEventRequest;
import callboard.contracts.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes call events of the lines of an Asterisk's `queue_log`, one after the other. What it tells follows from the
/// lines alone: no clock, no I/O. It remembers the calls that have not ended. Not for several threads.
///
/// A call has the id that the manager interface gives it, its answer and its end have the same event ids too. The
/// other events' ids are `log-…`, made of time, queue or agent: read again, a line tells the same.
///
/// [Asterisk's documentation](https://docs.asterisk.org/Configuration/Applications/Queue-Logs/) has the events; some
/// that are not written there are in `app_queue.c`.
public final class QueueLogTranslator {

    /// Every call that the log begins has this event's id, and no call from elsewhere has.
    public static final String JOIN = "log-join:";

    private static final Duration FORGOTTEN = Duration.ofHours(24);
    private static final int REMEMBERED = 20_000;
    private static final Set<String> IGNORED = Set.of(
            "ADDMEMBER",
            "AGENTCALLBACKLOGIN",
            "AGENTCALLBACKLOGOFF",
            "AGENTLOGIN",
            "AGENTLOGOFF",
            "CONFIGRELOAD",
            "DID",
            "INFO",
            "PAUSE",
            "PAUSEALL",
            "PAUSEREASON",
            "PENALTY",
            "REMOVEMEMBER",
            "RINGINUSE",
            "ROTATE",
            "UNPAUSE",
            "UNPAUSEALL");

    private final AsteriskRules rules;
    private final ZoneId zone;
    private final Map<String, QueueLogCall> calls = new LinkedHashMap<>();
    private final SequencedSet<String> ended = new LinkedHashSet<>();
    private Instant looksAgainAt = Instant.MIN;

    /// @param zone of dates that name none
    public QueueLogTranslator(AsteriskRules rules, ZoneId zone) {
        this.rules = rules;
        this.zone = zone;
    }

    /// What a line tells.
    ///
    /// @param position where in the log it begins
    public Translated translate(String text, long position) {
        var line = QueueLogLine.of(text, zone);
        if (line == null) {
            return Translated.UNKNOWN;
        }
        var events = new ArrayList<CallEventRequest>();
        var key = Names.id(line.call());
        // It comes to another queue in the second in which its time to do so is over.
        var over = line.event().equals("ENTERQUEUE") ? calls.remove(key) : null;
        if (!line.at().isBefore(looksAgainAt)) {
            looksAgainAt = line.at().plusSeconds(1);
            events.addAll(passed(line.at()));
            events.addAll(forgotten(line.at()));
        }
        if (over != null && !over.isOver(line.at().minusSeconds(1))) {
            calls.put(key, over);
        } else if (over != null) {
            remember(key);
            events.add(over.ends());
        }
        var told = told(line, key, position);
        if (told == null) {
            return new Translated(
                    IGNORED.contains(line.event()) ? Translated.Meaning.IGNORED : Translated.Meaning.UNKNOWN, events);
        }
        events.addAll(told);
        return Translated.read(events);
    }

    /// What follows from it being that late: who has left a queue and not come to another one has ended.
    public List<CallEventRequest> passed(Instant now) {
        var events = new ArrayList<CallEventRequest>();
        for (var each = calls.entrySet().iterator(); each.hasNext(); ) {
            var call = each.next();
            if (call.getValue().isOver(now)) {
                events.add(call.getValue().ends());
                remember(call.getKey());
                each.remove();
            }
        }
        return events;
    }

    /// Whose end is not written.
    private List<CallEventRequest> forgotten(Instant now) {
        var events = new ArrayList<CallEventRequest>();
        for (var each = calls.entrySet().iterator(); each.hasNext(); ) {
            var call = each.next();
            if (call.getValue().latest().plus(FORGOTTEN).isBefore(now)) {
                events.add(call.getValue().lost());
                remember(call.getKey());
                each.remove();
            }
        }
        return events;
    }

    /// Where to begin to read again to know what is known now.
    ///
    /// @param next where the next line begins
    public long resumeAt(long next) {
        return calls.values().stream().mapToLong(QueueLogCall::position).min().orElse(next);
    }

    private @Nullable List<CallEventRequest> told(QueueLogLine line, String key, long position) {
        return switch (line.event()) {
            case "ENTERQUEUE" -> joined(line, key, position);
            case "RINGNOANSWER" -> of(line, key, call -> call.rangOut(Names.id(line.agent()), line));
            case "RINGCANCELED" -> of(line, key, call -> call.rangUntilLeft(Names.id(line.agent()), line));
            case "CONNECT" -> of(line, key, call -> call.connected(Names.id(line.agent()), line));
            case "COMPLETECALLER", "COMPLETEAGENT" ->
                of(line, key, call -> call.completed(false, AsteriskRules.TRANSFERRED, line));
            case "BLINDTRANSFER", "TRANSFER" ->
                of(line, key, call -> call.completed(true, AsteriskRules.TRANSFERRED, line));
            case "ATTENDEDTRANSFER" ->
                of(
                        line,
                        key,
                        call -> line.data(0).equals("BRIDGE")
                                ? over(key, call.completed(false, Duration.ZERO, line))
                                : call.completed(true, AsteriskRules.TRANSFERRED, line));
            case "ABANDON" -> left(line, key, EndReason.ABANDONED, Duration.ZERO);
            case "SYSCOMPAT", "AGENTDUMP" -> left(line, key, EndReason.FAILED, Duration.ZERO);
            case "EXITWITHKEY" -> left(line, key, rules.onKey(), AsteriskRules.LEFT);
            case "EXITWITHTIMEOUT", "EXITEMPTY" -> left(line, key, rules.onTimeout(), AsteriskRules.LEFT);
            case "QUEUESTART" -> restarted();
            default -> null;
        };
    }

    private @Nullable List<CallEventRequest> joined(QueueLogLine line, String key, long position) {
        if (line.call().isBlank() || line.queue().isBlank()) {
            return null;
        }
        var queue = Names.id(line.queue());
        var known = calls.get(key);
        if (known != null) {
            return known.joined(queue, line);
        }
        // It was told to be over: as for the manager interface this is another call.
        var at = line.at();
        var callId = ended.contains(key) ? AsteriskNames.again(key, at) : key;
        var call = new QueueLogCall(callId, queue, at, position);
        calls.put(key, call);
        return call.begins(line);
    }

    private List<CallEventRequest> left(QueueLogLine line, String key, EndReason reason, Duration mayReturn) {
        return of(line, key, call -> {
            call.leftQueue(reason, mayReturn, line);
            return mayReturn.isZero() ? over(key, List.of()) : List.of();
        });
    }

    /// It can't come to another queue.
    private List<CallEventRequest> over(String key, List<CallEventRequest> before) {
        var call = calls.get(key);
        if (call == null || !call.isOver(call.latest())) {
            return before;
        }
        calls.remove(key);
        remember(key);
        var events = new ArrayList<>(before);
        events.add(call.ends());
        return events;
    }

    private List<CallEventRequest> restarted() {
        var events = calls.values().stream().map(QueueLogCall::lost).toList();
        calls.clear();
        return events;
    }

    private void remember(String key) {
        ended.add(key);
        if (ended.size() > REMEMBERED) {
            ended.removeFirst();
        }
    }

    /// Of calls whose beginning was not read nothing is told. Nor of the queue that a call has left for another: the
    /// two write as they come, and a transfer is at times written after its caller has joined the next.
    private List<CallEventRequest> of(
            QueueLogLine line, String key, Function<QueueLogCall, List<CallEventRequest>> what) {
        var call = calls.get(key);
        return call == null || !call.isIn(Names.id(line.queue())) ? List.of() : what.apply(call);
    }
}
