package callboard.calls.intake;

import callboard.calls.web.InvalidQuery;
import callboard.contracts.ParkedEvent;
import callboard.contracts.ParkedState;
import callboard.contracts.Problem.Issue;
import callboard.contracts.WireEnum;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Events that came too early, for operators.
@RestController
class DeferredEventsController {

    private final DeferredEvents deferredEvents;

    DeferredEventsController(DeferredEvents deferredEvents) {
        this.deferredEvents = deferredEvents;
    }

    /// The newest first, a thousand at most: `waiting` for their turn, `applied` since, or `rejected`.
    @GetMapping("/api/ops/parked")
    List<ParkedEvent> list(@RequestParam(defaultValue = "waiting") String state) {
        return deferredEvents.list(WireEnum.find(ParkedState.class, state)
                .orElseThrow(() -> new InvalidQuery(
                        List.of(new Issue("state", "must be one of waiting, applied, rejected", "invalid_value")))));
    }
}
