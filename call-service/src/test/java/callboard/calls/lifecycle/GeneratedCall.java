package callboard.calls.lifecycle;

import callboard.contracts.CallEventRequest;
import callboard.contracts.CallEventRequest.Answered;
import callboard.contracts.CallEventRequest.Ended;
import callboard.contracts.CallEventRequest.Hold;
import callboard.contracts.CallEventRequest.Initiated;
import callboard.contracts.CallEventRequest.Resumed;
import callboard.contracts.CallEventRequest.Retransfer;
import callboard.contracts.CallEventRequest.Routed;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Direction;
import callboard.contracts.EndReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Calls as telephony systems have them, in the order of time.
public final class GeneratedCall {

    private static final List<String> AGENTS = List.of("ana", "ben", "eva", "ito");
    private static final List<String> QUEUES = List.of("medical_spanish", "medical_english", "legal_english");

    private GeneratedCall() {}

    public static List<CallEventRequest> of(Random random, int most) {
        var events = new ArrayList<CallEventRequest>();
        var at = Calls.START;
        int length = 2 + random.nextInt(most - 2);
        events.add(new Initiated(
                Calls.ID,
                CallType.VOICE,
                QUEUES.getFirst(),
                "e0",
                at,
                "+34600123123",
                "+34910555000",
                Direction.INBOUND,
                "Ana",
                Map.of("customer", "4711")));
        var status = CallStatus.WAITING;
        while (events.size() < length && status != CallStatus.ENDED) {
            // Some within a moment, some after a limit of ours.
            at = at.plusMillis(1 + random.nextInt(random.nextInt(3) == 0 ? 70_000 : 9_000));
            var id = "e" + events.size();
            int choice = random.nextInt(12);
            if (events.size() == length - 1) {
                var reason = status == CallStatus.WAITING ? EndReason.ABANDONED : EndReason.COMPLETED;
                events.add(new Ended(Calls.ID, reason, random.nextBoolean() ? null : 42.0, id, at));
                status = CallStatus.ENDED;
            } else if (status == CallStatus.WAITING && choice < 6) {
                events.add(
                        random.nextInt(3) == 0
                                ? new Routed(Calls.ID, null, null, id, at, some(random))
                                : new Routed(Calls.ID, one(random), 3.0, id, at));
            } else if (status == CallStatus.WAITING && choice < 10) {
                events.add(new Answered(
                        Calls.ID,
                        random.nextBoolean() ? null : 4.0,
                        id,
                        at,
                        random.nextBoolean() ? one(random) : null));
                status = CallStatus.ACTIVE;
            } else if (choice > 9) {
                var queue = random.nextBoolean() ? QUEUES.get(random.nextInt(3)) : null;
                events.add(new Retransfer(
                        Calls.ID, random.nextInt(3) == 0 ? one(random) : null, queue, "transfer", id, at));
                status = CallStatus.WAITING;
            } else if (status == CallStatus.ACTIVE) {
                events.add(new Hold(Calls.ID, random.nextBoolean() ? null : 5.0, id, at));
                status = CallStatus.ON_HOLD;
            } else {
                events.add(random.nextBoolean() ? new Resumed(Calls.ID, id, at) : new Answered(Calls.ID, 4.0, id, at));
                status = CallStatus.ACTIVE;
            }
        }
        return events;
    }

    private static String one(Random random) {
        return AGENTS.get(random.nextInt(AGENTS.size()));
    }

    private static List<String> some(Random random) {
        var some = new ArrayList<>(AGENTS);
        Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, 1 + random.nextInt(AGENTS.size())));
    }
}
