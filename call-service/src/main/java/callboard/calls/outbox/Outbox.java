package callboard.calls.outbox;

import java.util.List;
import java.util.stream.Stream;

import callboard.contracts.Alert;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.Wire;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is still to be published.
@Component
public class Outbox {

    /// Appends, in the transaction that stores the events, so that what is stored and what is published can't differ.
    /// Whoever runs it holds the calls' row locks, which puts a call's rows in the order of its sequence.
    public static final String APPEND = """
            insert into outbox (channel, call_id, sequence, payload)
            select channel, call_id, sequence, payload
            from unnest(?::text[], ?::text[], ?::int[], ?::text[])
              with ordinality as row (channel, call_id, sequence, payload, place)
            order by place
            """;

    private final JsonMapper json;

    Outbox(JsonMapper json) {
        this.json = json;
    }

    /// The values of [#APPEND].
    public List<Object> rows(List<CallStatusUpdate> updates, List<Alert> alerts) {
        var messages = Stream.concat(
                updates.stream().map(update -> new Message(Wire.CALL_STATUS_UPDATES, update.callId(),
                        update.sequence(), json.writeValueAsString(update))),
                alerts.stream().map(alert -> new Message(Wire.CALL_ALERTS, alert.callId(), 0,
                        json.writeValueAsString(alert)))).toList();
        return List.of(
                messages.stream().map(Message::channel).toArray(String[]::new),
                messages.stream().map(Message::callId).toArray(String[]::new),
                messages.stream().map(Message::sequence).toArray(Integer[]::new),
                messages.stream().map(Message::payload).toArray(String[]::new));
    }

    private record Message(String channel, String callId, int sequence, String payload) {}
}
