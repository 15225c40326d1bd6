package callboard.calls.call;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.Call;
import callboard.contracts.CallEvent;
import callboard.contracts.CallPage;
import callboard.contracts.Ids;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/calls`, one call, and its events.
@RestController
class CallsController {

    private final CallRepository rows;
    private final Clock clock;

    CallsController(CallRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @GetMapping("/api/calls")
    ResponseEntity<CallPage> calls(
            @QueryParameters CallParameters parameters,
            @AuthenticationPrincipal Viewer viewer,
            HttpServletResponse response) {
        var answer = ResponseEntity.ok();
        // What only this viewer may see is kept nowhere; that has been said by then.
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            answer.cacheControl(CacheControl.noCache().cachePrivate());
        }
        return answer.body(rows.page(parameters.filter(viewer, clock.instant())));
    }

    @GetMapping("/api/calls/{id}")
    Call call(@PathVariable String id, @AuthenticationPrincipal Viewer viewer) {
        return Ids.id(id).flatMap(each -> rows.findWithVisits(each, viewer)).orElseThrow(CallsController::unknown);
    }

    @GetMapping("/api/calls/{id}/events")
    List<CallEvent> events(@PathVariable String id, @AuthenticationPrincipal Viewer viewer) {
        return Ids.id(id)
                .map(each -> rows.events(each, viewer))
                // A call has at least the event that began it.
                .filter(events -> !events.isEmpty())
                .orElseThrow(CallsController::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.CALL_NOT_FOUND, "This call is not known");
    }
}
