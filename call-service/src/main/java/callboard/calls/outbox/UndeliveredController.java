package callboard.calls.outbox;

import callboard.calls.web.ProblemException;
import callboard.contracts.ProblemCode;
import callboard.contracts.Undelivered;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What Redis would not take, for operators: to be listed, sent again or dropped.
@RestController
class UndeliveredController {

    private final OutboxRepository rows;
    private final SetAside setAside;
    private final OutboxRelay relay;

    UndeliveredController(OutboxRepository rows, SetAside setAside, OutboxRelay relay) {
        this.rows = rows;
        this.setAside = setAside;
        this.relay = relay;
    }

    /// The oldest first, a thousand at most.
    @GetMapping("/api/ops/undelivered")
    List<Undelivered> list() {
        return rows.undelivered();
    }

    /// Puts one back into the outbox.
    @PostMapping("/api/ops/undelivered/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable long id, Principal operator) {
        throwUnlessFound(setAside.replay(id, operator.getName()));
        relay.wake();
    }

    /// Drops one for good; the call's history keeps its event.
    @DeleteMapping("/api/ops/undelivered/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable long id, Principal operator) {
        throwUnlessFound(setAside.drop(id, operator.getName()));
    }

    private static void throwUnlessFound(boolean found) {
        if (!found) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is nothing undelivered under this id");
        }
    }
}
