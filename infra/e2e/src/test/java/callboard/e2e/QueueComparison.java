package callboard.e2e;

import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.EndReason;
import callboard.contracts.EventType;
import callboard.contracts.Visit;
import callboard.contracts.VisitOutcome;
import callboard.e2e.QueueLog.Line;
import callboard.e2e.QueueLog.LoggedCall;
import callboard.e2e.QueueLog.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares what Callboard says of calls with what the queues wrote of them, field by field.
final class QueueComparison {

    // The log has whole seconds, some of them cut and some rounded.
    private static final double CLOSE = 1.1;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Map<String, Integer> compared = new TreeMap<>();
    private final Map<String, Integer> different = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int calls;

    void compare(LoggedCall logged, Call call, List<CallEvent> history) {
        calls++;
        field("caller", logged.id(), logged.stays().getFirst().entered().data().get(1), call.from());
        field("visits", logged.id(), logged.stays().size(), visits(call).size());
        field("unanswered", logged.id(), logged.unanswered(), unanswered(history));
        field("transfers", logged.id(), logged.transfers(), transfers(history));
        int last = logged.stays().size() - 1;
        for (int i = 0; i <= Math.min(last, visits(call).size() - 1); i++) {
            compare(
                    logged.id() + " #" + (i + 1),
                    logged.stays().get(i),
                    i == last,
                    visits(call).get(i));
        }
        var reasons = reasons(logged.stays().getLast());
        among("end reason", logged.id(), reasons, call.endReason());
    }

    private static List<Visit> visits(Call call) {
        return Objects.requireNonNullElse(call.visits(), List.of());
    }

    private void compare(String which, Stay stay, boolean isLast, Visit visit) {
        var connected = stay.connected();
        field("queue", which, stay.entered().queue(), visit.queueId());
        time("entered", which, stay.entered(), visit.enteredAt());
        among("outcome", which, outcomes(stay, isLast), visit.outcome());
        field("agent", which, connected == null ? null : connected.agent(), visit.agentId());
        time("answered", which, connected, visit.answeredAt());
        time("left", which, stay.left(), visit.leftAt());
        length("wait", which, stay.waitTime(), visit.waitTime());
        length("talk", which, stay.talkTime(), visit.talkTime() + visit.holdTime());
    }

    /// What the log leaves open: whether whoever waited for too long came to a voicemail.
    private static Set<VisitOutcome> outcomes(Stay stay, boolean isLast) {
        var left = stay.left();
        if (stay.connected() != null) {
            return Set.of(VisitOutcome.ANSWERED);
        }
        if (left == null) {
            return Set.of();
        }
        return switch (left.event()) {
            case "ABANDON" -> Set.of(VisitOutcome.ABANDONED);
            case "EXITWITHKEY" -> Set.of(isLast ? VisitOutcome.CALLBACK : VisitOutcome.TRANSFERRED);
            default ->
                isLast ? Set.of(VisitOutcome.OVERFLOWED, VisitOutcome.VOICEMAIL) : Set.of(VisitOutcome.TRANSFERRED);
        };
    }

    private static Set<EndReason> reasons(Stay last) {
        var left = last.left();
        if (last.connected() != null) {
            return Set.of(EndReason.COMPLETED);
        }
        return switch (left == null ? "" : left.event()) {
            case "ABANDON" -> Set.of(EndReason.ABANDONED);
            case "EXITWITHKEY" -> Set.of(EndReason.CALLBACK);
            default -> Set.of(EndReason.OVERFLOWED, EndReason.VOICEMAIL);
        };
    }

    /// Whoever was rung and is no longer, while the call went to another or back to its queue.
    private static List<String> unanswered(List<CallEvent> history) {
        var unanswered = new ArrayList<String>();
        Set<String> ringing = new LinkedHashSet<>();
        for (var event : history) {
            switch (event.type()) {
                case ROUTED -> {
                    var rung = rung(event);
                    ringing.stream().filter(agent -> !rung.contains(agent)).forEach(unanswered::add);
                    ringing = rung;
                }
                case RETRANSFER -> {
                    unanswered.addAll(ringing);
                    ringing = new LinkedHashSet<>();
                }
                case ANSWERED, ENDED -> ringing = new LinkedHashSet<>();
                case INITIATED, HOLD, RESUMED, FLAGGED -> {
                    // Nobody is rung by that.
                }
            }
        }
        return unanswered.stream().sorted().toList();
    }

    private static Set<String> rung(CallEvent event) {
        var metadata = Objects.requireNonNull(event.metadata());
        return new LinkedHashSet<>(
                metadata.agentIds() == null
                        ? List.of(Objects.requireNonNull(metadata.agentId()))
                        : metadata.agentIds());
    }

    /// That to another queue is told twice, as the agent's end and as the queue's beginning.
    private static long transfers(List<CallEvent> history) {
        long transfers = 0;
        Instant latest = null;
        for (var event : history) {
            if (event.type() == EventType.RETRANSFER
                    && event.metadata() != null
                    && "transfer".equals(event.metadata().reason())) {
                if (latest == null || event.timestamp().isAfter(latest.plus(AT_ONCE))) {
                    transfers++;
                }
                latest = event.timestamp();
            }
        }
        return transfers;
    }

    private void time(String field, String which, @Nullable Line line, @Nullable Instant ours) {
        // What was written in a second happened in it, or shortly before.
        var theirs = line == null ? null : line.at().plusMillis(500);
        boolean isSame = theirs == null || ours == null
                ? theirs == null && ours == null
                : Duration.between(theirs, ours).abs().toMillis() <= CLOSE * 1000;
        count(field, which, isSame, line == null ? null : line.at(), ours);
    }

    private void length(String field, String which, @Nullable Double theirs, @Nullable Double ours) {
        boolean isSame =
                theirs == null || ours == null ? theirs == null && ours == null : Math.abs(theirs - ours) <= CLOSE;
        count(field, which, isSame, theirs, ours);
    }

    private void among(String field, String which, Set<?> theirs, @Nullable Object ours) {
        count(field, which, ours != null && theirs.contains(ours), theirs, ours);
    }

    /// Anything that has to be the same.
    void field(String field, String which, @Nullable Object theirs, @Nullable Object ours) {
        count(field, which, Objects.equals(theirs, ours), theirs, ours);
    }

    private void count(String field, String which, boolean isSame, @Nullable Object theirs, @Nullable Object ours) {
        compared.merge(field, 1, Integer::sum);
        different.merge(field, isSame ? 0 : 1, Integer::sum);
        if (!isSame) {
            differences.add("%s of %s: %s in queue_log, %s in Callboard".formatted(field, which, theirs, ours));
        }
    }

    List<String> differences() {
        return differences;
    }

    int calls() {
        return calls;
    }

    /// In lines, one for each field.
    String table() {
        var table = new StringBuilder("| field | compared | different |%n|---|---|---|%n".formatted());
        compared.forEach((field, count) ->
                table.append(String.format(Locale.ROOT, "| %s | %d | %d |%n", field, count, different.get(field))));
        int all = compared.values().stream().mapToInt(Integer::intValue).sum();
        return table.append(
                        String.format(Locale.ROOT, "| all, of %d calls | %d | %d |%n", calls, all, differences.size()))
                .toString();
    }
}
