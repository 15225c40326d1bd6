package callboard.calls.queue;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.CallEventRequest;
import callboard.contracts.Ids;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.QueueSettings;
import callboard.contracts.QueueView;
import callboard.contracts.viewer.Viewer;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/queues` for everybody; making, changing and retiring them for administrators.
@RestController
class QueuesController {

    private final Queues queues;
    private final QueueAdministration administration;

    QueuesController(Queues queues, QueueAdministration administration) {
        this.queues = queues;
        this.administration = administration;
    }

    /// The queues that take calls, by id; on demand those, too, that took some once.
    @GetMapping("/api/queues")
    List<QueueView> queues(@QueryParameters QueueParameters parameters, @AuthenticationPrincipal Viewer viewer) {
        return queues(parameters.withRetired(), viewer);
    }

    private List<QueueView> queues(boolean retired, Viewer viewer) {
        return queues.all(retired).stream()
                .filter(queue -> viewer.allows(queue.id()))
                .toList();
    }

    /// One of them.
    @GetMapping("/api/queues/{id}")
    QueueView queue(@PathVariable String id, @AuthenticationPrincipal Viewer viewer) {
        var wanted = Ids.normalized(id);
        return queues(false, viewer).stream()
                .filter(queue -> queue.id().equals(wanted))
                .findFirst()
                .orElseThrow(QueuesController::unknown);
    }

    /// Makes a queue (201) or changes it (200); the change holds for calls that begin from then on.
    @PutMapping("/api/queues/{id}")
    ResponseEntity<QueueView> put(
            @PathVariable("id") String sentId, @Valid @RequestBody QueueSettings settings, Principal operator) {
        var id = Ids.id(sentId).orElseThrow(QueuesController::invalidId);
        var view = administration.put(id, settings, operator.getName());
        return ResponseEntity.status(view.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view);
    }

    /// Retires a queue: calls in it go on, new ones are refused.
    @DeleteMapping("/api/queues/{id}")
    QueueView retire(@PathVariable String id, Principal operator) {
        // As it is first: an older version took ids that are none any more.
        return Optional.of(id)
                .filter(each -> each.matches(CallEventRequest.TEXT))
                .flatMap(each -> administration.retire(each, operator.getName()))
                .or(() -> Ids.id(id).flatMap(each -> administration.retire(each, operator.getName())))
                .orElseThrow(QueuesController::unknown);
    }

    private static ProblemException invalidId() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                "Invalid queue id",
                List.of(new Issue("id", CallEventRequest.ID_MESSAGE, "invalid_value")));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND, ProblemCode.QUEUE_NOT_FOUND, "There is no such queue, or it is retired");
    }
}
