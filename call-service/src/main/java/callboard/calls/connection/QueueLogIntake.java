package callboard.calls.connection;

import callboard.calls.connection.ConnectionIntake.Origin;
import callboard.contracts.CallEventRequest;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes what a log tells of calls that nobody else has told of.
@Component
class QueueLogIntake {

    private final ConnectionIntake intake;
    private final CallTellers tellers;
    private final JsonMapper json;

    QueueLogIntake(ConnectionIntake intake, CallTellers tellers, JsonMapper json) {
        this.intake = intake;
        this.tellers = tellers;
        this.json = json;
    }

    void take(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        intake.take(origin, without(tellers.toldByOthers(events), events));
    }

    /// Takes whole calls of the past.
    ///
    /// @return how many calls are left as others have told them
    int takePast(Origin origin, List<CallEventRequest> events) throws InterruptedException {
        var known = tellers.toldByOthers(events);
        intake.takePast(origin, without(known, events));
        return known.size();
    }

    private static List<CallEventRequest> without(Set<String> calls, List<CallEventRequest> events) {
        return events.stream().filter(event -> !calls.contains(event.callId())).toList();
    }

    /// As it would be posted, for who looks why it was refused.
    String text(CallEventRequest event) {
        return json.writeValueAsString(event);
    }
}
