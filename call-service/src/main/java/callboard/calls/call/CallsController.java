package callboard.calls.call;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.CallEvent;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallPage;
import callboard.contracts.ProblemCode;
import callboard.viewers.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/calls`, one call, and its events.
@RestController
class CallsController {

    private final CallRepository rows;

    CallsController(CallRepository rows) {
        this.rows = rows;
    }

    @GetMapping("/api/calls")
    ResponseEntity<CallPage> calls(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Viewer viewer,
            HttpServletResponse response) {
        var answer = ResponseEntity.ok();
        // What only this viewer may see is kept nowhere; that has been said by then.
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            answer.cacheControl(CacheControl.noCache().cachePrivate());
        }
        return answer.body(rows.page(CallFilter.from(parameters, viewer)));
    }

    @GetMapping("/api/calls/{id}")
    ResponseEntity<Object> call(
            @PathVariable String id, @AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
        return known(id)
                .flatMap(each -> rows.find(each, viewer))
                .<ResponseEntity<Object>>map(ResponseEntity::ok)
                .orElseGet(() -> unknown(request));
    }

    @GetMapping("/api/calls/{id}/events")
    ResponseEntity<Object> events(
            @PathVariable String id, @AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
        List<CallEvent> events =
                known(id).map(each -> rows.events(each, viewer)).orElse(List.of());
        // A call has at least the event that began it.
        return events.isEmpty() ? unknown(request) : ResponseEntity.ok(events);
    }

    /// No call has an id that the database can't even be asked for.
    private static Optional<String> known(String id) {
        return Optional.of(id).filter(each -> each.matches(CallEventRequest.ID));
    }

    private static ResponseEntity<Object> unknown(HttpServletRequest request) {
        return Problems.answer(Problems.problem(
                HttpStatus.NOT_FOUND, ProblemCode.CALL_NOT_FOUND, "This call is not known", Trace.of(request)));
    }
}
