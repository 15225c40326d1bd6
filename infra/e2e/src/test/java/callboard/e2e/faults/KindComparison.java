package callboard.e2e.faults;

import callboard.contracts.Call;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Visit;
import callboard.simulator.telephony.Happening;
import callboard.simulator.telephony.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Callboard has of the calls that were told by a kind, against what the kind could tell.
///
/// @param calls       that were told
/// @param lost        of these: not there, or not ended
/// @param invented    calls of this sender that were not told
/// @param differences of those that are there, each with its field
record KindComparison(int calls, int lost, int invented, int different, List<String> differences) {

    /// Some write seconds only.
    private static final Duration TOLERANCE = Duration.ofMillis(1000);

    interface Lookup {
        Optional<Call> call(String callId) throws InterruptedException;
    }

    /// @param stored ids of all the calls that the sender has told of
    static KindComparison of(Kind kind, List<Happening> told, Set<String> stored, Lookup lookup)
            throws InterruptedException {
        var expected = new LinkedHashMap<String, Story>();
        for (var happening : told) {
            expected.computeIfAbsent(kind.callId(happening.callId()), _ -> new Story(kind, happening))
                    .note(happening);
        }
        int lost = 0;
        int different = 0;
        var differences = new ArrayList<String>();
        for (var one : expected.entrySet()) {
            var call = lookup.call(one.getKey());
            if (call.isEmpty() || call.get().status() != CallStatus.ENDED) {
                lost++;
                differences.add("%s is %s"
                        .formatted(one.getKey(), call.map(Call::status).orElse(null)));
                continue;
            }
            var found = one.getValue().differences(call.get());
            different += found.isEmpty() ? 0 : 1;
            found.forEach(each -> differences.add(one.getKey() + " " + each));
        }
        var invented = new HashSet<>(stored);
        invented.removeAll(expected.keySet());
        invented.forEach(each -> differences.add(each + " was not told"));
        return new KindComparison(expected.size(), lost, invented.size(), different, differences);
    }

    boolean isRight() {
        return lost == 0 && invented == 0 && different == 0;
    }

    private static final class Stay {

        private final String queueId;
        private final Instant enteredAt;
        private @Nullable String agentId;
        private @Nullable Instant answeredAt;
        private @Nullable Instant leftAt;

        private Stay(String queueId, Instant enteredAt) {
            this.queueId = queueId;
            this.enteredAt = enteredAt;
        }
    }

    /// A call as it was told.
    private static final class Story {

        private final Kind kind;
        private final Instant startTime;
        private final CallType type;
        private final List<Stay> stays = new ArrayList<>();
        private @Nullable Instant heldAt;
        private double holdTime;
        private int holds;
        private @Nullable Instant endTime;
        private @Nullable EndReason endReason;

        private Story(Kind kind, Happening first) {
            this.kind = kind;
            startTime = first.at();
            type = first.beginning().type();
        }

        private void note(Happening happening) {
            switch (happening.event()) {
                case Initiated begun -> enter(begun.queueId(), happening);
                case Routed _ -> {}
                case Answered answered -> {
                    var stay = stays.getLast();
                    stay.agentId = answered.agentId();
                    stay.answeredAt = stay.answeredAt == null ? happening.at() : stay.answeredAt;
                }
                case Hold _ -> heldAt = happening.at();
                case Resumed _ -> takeBack(happening.at());
                case Retransfer passedOn -> {
                    takeBack(happening.at());
                    if (passedOn.queueId() != null && !passedOn.queueId().equals(happening.queueId())) {
                        stays.getLast().leftAt = happening.at();
                        enter(passedOn.queueId(), happening);
                    }
                }
                case Ended ended -> {
                    takeBack(happening.at());
                    stays.getLast().leftAt = happening.at();
                    endTime = happening.at();
                    endReason = ended.endReason();
                }
            }
        }

        private void enter(String queueId, Happening happening) {
            stays.add(new Stay(kind.queueId(queueId, happening.beginning()), happening.at()));
        }

        private void takeBack(Instant at) {
            if (heldAt != null) {
                holdTime += Duration.between(heldAt, at).toMillis() / 1000.0;
                holds++;
                heldAt = null;
            }
        }

        private List<String> differences(Call call) {
            var found = new LinkedHashMap<String, Object[]>();
            check(found, "type", type, call.type());
            check(found, "outcome", endReason, call.endReason());
            check(found, "queue", stays.getLast().queueId, call.queueId());
            check(found, "start", startTime, call.startTime());
            check(found, "end", endTime, call.endTime());
            // A sum, in which each hold may be off by as much as a time.
            if (Math.abs(call.holdTime() - holdTime) * 1000 > TOLERANCE.toMillis() * Math.max(1, holds) + 0.5) {
                found.put("holdTime", new Object[] {holdTime + " s", call.holdTime() + " s"});
            }
            var visits = Objects.requireNonNullElse(call.visits(), List.<Visit>of());
            check(found, "visits", stays.size(), visits.size());
            for (int i = 0; i < Math.min(stays.size(), visits.size()); i++) {
                var stay = stays.get(i);
                var visit = visits.get(i);
                var name = "visit " + (i + 1) + " ";
                check(found, name + "queue", stay.queueId, visit.queueId());
                check(found, name + "agent", stay.agentId, visit.agentId());
                check(found, name + "entered", stay.enteredAt, visit.enteredAt());
                check(found, name + "answered", stay.answeredAt, visit.answeredAt());
                check(found, name + "left", stay.leftAt, visit.leftAt());
            }
            return found.entrySet().stream()
                    .map(each ->
                            "%s: %s instead of %s".formatted(each.getKey(), each.getValue()[1], each.getValue()[0]))
                    .toList();
        }

        private static void check(
                Map<String, Object[]> found, String field, @Nullable Object right, @Nullable Object given) {
            if (!isSame(right, given)) {
                found.put(field, new Object[] {String.valueOf(right), String.valueOf(given)});
            }
        }

        private static boolean isSame(@Nullable Object right, @Nullable Object given) {
            return right instanceof Instant one && given instanceof Instant other
                    ? Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0
                    : Objects.equals(right, given);
        }
    }
}
