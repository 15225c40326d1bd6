package callboard.benchmarks.ingest;

import callboard.contracts.CallEventRequest;
import callboard.simulator.sender.EventJson;
import callboard.simulator.traffic.CallCentre;
import callboard.simulator.traffic.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A call's events as bytes, written beforehand; only the call's id is put in when they are sent.
public record PreparedCall(List<Event> events) {

    private static final String PLACE = "PLACE";
    private static final Pattern CALL_ID = Pattern.compile(PLACE + "-\\d+");

    public PreparedCall {
        events = List.copyOf(events);
    }

    /// @param type  what it is, for those who count
    /// @param parts the body, cut where the call's id belongs
    public record Event(Class<? extends CallEventRequest> type, List<byte[]> parts) {

        static Event of(CallEventRequest event) {
            var body = new String(EventJson.of(event, null), StandardCharsets.UTF_8);
            return new Event(
                    event.getClass(),
                    Stream.of(CALL_ID.split(body, -1)).map(PreparedCall::bytes).toList());
        }

        public byte[] of(byte[] callId) {
            int length = (parts.size() - 1) * callId.length;
            for (var part : parts) {
                length += part.length;
            }
            var body = new byte[length];
            int at = 0;
            for (int index = 0; index < parts.size(); index++) {
                if (index > 0) {
                    System.arraycopy(callId, 0, body, at, callId.length);
                    at += callId.length;
                }
                var part = parts.get(index);
                System.arraycopy(part, 0, body, at, part.length);
                at += part.length;
            }
            return body;
        }
    }

    /// So many calls of a usual day.
    public static List<PreparedCall> ofADay(long seed, int calls) {
        var centre = new CallCentre(Profile.usual(), seed, PLACE);
        centre.closeAfter(calls);
        Map<String, List<Event>> eventsOfCall = new LinkedHashMap<>();
        centre.forEachRemaining(event -> eventsOfCall
                .computeIfAbsent(event.callId(), _ -> new ArrayList<>())
                .add(Event.of(event.event())));
        return eventsOfCall.values().stream().map(PreparedCall::new).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
