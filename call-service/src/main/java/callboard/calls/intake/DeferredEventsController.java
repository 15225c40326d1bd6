package callboard.calls.intake;

import callboard.calls.web.QueryParameters;
import callboard.contracts.ParkedEvent;
import callboard.contracts.ParkedState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Events that came too early, for operators.
@RestController
class DeferredEventsController {

    record Parameters(@Nullable ParkedState state) {}

    private final DeferredEvents deferredEvents;

    DeferredEventsController(DeferredEvents deferredEvents) {
        this.deferredEvents = deferredEvents;
    }

    /// The newest first, a thousand at most: `waiting` for their turn, `applied` since, or `rejected`.
    @GetMapping("/api/ops/parked")
    List<ParkedEvent> list(@QueryParameters Parameters parameters) {
        return deferredEvents.list(parameters.state == null ? ParkedState.WAITING : parameters.state);
    }
}
