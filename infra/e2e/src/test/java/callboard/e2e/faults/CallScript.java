package callboard.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A call's events as its sender will report them, in order.
///
/// @param bodies JSON, sent again unchanged until it is answered
record CallScript(String callId, List<String> bodies) {

    CallScript {
        bodies = List.copyOf(bodies);
    }

    /// Every other sender gives its events ids. One that does not can't have a late copy of its first hold told
    /// from a second hold, so it holds once.
    static CallScript of(String callId, int number) {
        return number % 2 == 0 ? withIds(callId) : withoutIds(callId);
    }

    /// Begins and ends: something to look out for.
    static CallScript probe(String callId) {
        return new CallScript(
                callId,
                List.of(initiated(callId), ended(callId)).stream()
                        .map(body -> body + "}")
                        .toList());
    }

    private static CallScript withIds(String callId) {
        var bodies = List.of(
                initiated(callId),
                routed(callId, "agent-1"),
                routed(callId, "agent-2"),
                answered(callId),
                hold(callId),
                resumed(callId),
                hold(callId),
                resumed(callId),
                retransfer(callId),
                answered(callId),
                ended(callId));
        return new CallScript(
                callId,
                IntStream.range(0, bodies.size())
                        .mapToObj(i -> bodies.get(i) + ",\"eventId\":\"" + callId + "/" + i + "\"}")
                        .toList());
    }

    private static CallScript withoutIds(String callId) {
        var bodies = new ArrayList<>(List.of(initiated(callId), routed(callId, "agent-1"), answered(callId)));
        if (callId.hashCode() % 2 == 0) {
            bodies.add(hold(callId));
        }
        bodies.add(ended(callId));
        return new CallScript(callId, bodies.stream().map(body -> body + "}").toList());
    }

    private static String initiated(String callId) {
        return event(callId, "call_initiated", "\"type\":\"voice\",\"queueId\":\"medical_spanish\"");
    }

    private static String routed(String callId, String agent) {
        return event(callId, "call_routed", "\"routingTime\":16,\"agentId\":\"" + agent + "\"");
    }

    private static String answered(String callId) {
        return event(callId, "call_answered", "\"waitTime\":31.5");
    }

    private static String hold(String callId) {
        return event(callId, "call_hold", "\"holdDuration\":61");
    }

    private static String resumed(String callId) {
        return "{\"event\":\"call_resumed\",\"callId\":\"" + callId + "\"";
    }

    private static String retransfer(String callId) {
        return event(callId, "call_retransfer", "\"agentId\":\"agent-3\",\"queueId\":\"legal_english\"");
    }

    private static String ended(String callId) {
        return event(callId, "call_ended", "\"endReason\":\"completed\",\"duration\":7");
    }

    /// Open at its end, for an id to follow.
    private static String event(String callId, String event, String fields) {
        return "{\"event\":\"" + event + "\",\"callId\":\"" + callId + "\"," + fields;
    }
}
