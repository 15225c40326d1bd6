package callboard.calls.intake;

import callboard.calls.rows.Numbers;
import callboard.calls.web.ProblemException;
import callboard.contracts.CallEventRequest;
import callboard.contracts.ErasedCaller;
import callboard.contracts.KnownCaller;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.security.Principal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// People who called, for administrators: they can be erased.
@RestController
class CallersController {

    private static final Logger log = LoggerFactory.getLogger(CallersController.class);

    private final CallerErasure erasure;

    CallersController(CallerErasure erasure) {
        this.erasure = erasure;
    }

    /// What is known of a number, however it is written: what [#erase] would find.
    @GetMapping("/api/ops/callers/{number}")
    KnownCaller known(@PathVariable String number) {
        return new KnownCaller(erasure.calls(key(number)));
    }

    /// Erases a number, and the name and attributes that came with it, from calls, histories, exports and messages.
    /// Blanks and signs between the digits make no difference. Numbers that a queue has masked can't be found.
    @DeleteMapping("/api/ops/callers/{number}")
    ErasedCaller erase(@PathVariable String number, Principal operator) {
        var erased = erasure.erase(key(number), operator.getName());
        // Not the number, which is to be nowhere.
        log.info("{} erased a caller: {} calls, {} messages", operator.getName(), erased.calls(), erased.messages());
        return erased;
    }

    private static String key(String number) {
        var key = Numbers.key(number);
        if (key.isEmpty() || !number.matches(CallEventRequest.TEXT)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    ProblemCode.INVALID_PARAMETER,
                    "Invalid number",
                    List.of(new Issue("number", CallEventRequest.TEXT_MESSAGE, "invalid_value")));
        }
        return key;
    }
}
