package callboard.calls.outbox;

import callboard.calls.web.Problems;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import callboard.contracts.Undelivered;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What Redis would not take, for operators: to be listed, sent again or dropped.
@RestController
class UndeliveredController {

    private final OutboxRepository rows;
    private final OutboxRelay relay;

    UndeliveredController(OutboxRepository rows, OutboxRelay relay) {
        this.rows = rows;
        this.relay = relay;
    }

    /// The oldest first, a thousand at most.
    @GetMapping("/api/ops/undelivered")
    List<Undelivered> list() {
        return rows.undelivered();
    }

    /// Puts one back into the outbox.
    @PostMapping("/api/ops/undelivered/{id}/replay")
    ResponseEntity<Object> replay(@PathVariable long id, HttpServletRequest request) {
        var answer = done(rows.replay(id), request);
        relay.wake();
        return answer;
    }

    /// Drops one for good; the call's history keeps its event.
    @DeleteMapping("/api/ops/undelivered/{id}")
    ResponseEntity<Object> drop(@PathVariable long id, HttpServletRequest request) {
        return done(rows.drop(id), request);
    }

    private static ResponseEntity<Object> done(boolean found, HttpServletRequest request) {
        return found
                ? ResponseEntity.noContent().build()
                : Problems.answer(Problems.problem(
                        HttpStatus.NOT_FOUND,
                        ProblemCode.NOT_FOUND,
                        "There is nothing undelivered under this id",
                        Trace.of(request)));
    }
}
