package callboard.calls.web;

import callboard.contracts.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers with a problem what fails outside of Spring MVC: in a filter, or in the container.
@RestController
class FallbackErrorController implements ErrorController {

    private static final String REFUSED = "The request can't be answered";

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable
    ResponseEntity<Object> error(HttpServletRequest request, HttpServletResponse response) {
        // Part of an answer has been sent: the server closes the connection, and nothing may make it look complete.
        if (response.isCommitted()) {
            return null;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        var trace = Trace.of(request);
        return Problems.answer(
                switch (status) {
                    case NOT_FOUND -> Problems.problem(status, ProblemCode.NOT_FOUND, REFUSED, trace);
                    // The container waited too long for the body.
                    case REQUEST_TIMEOUT ->
                        Problems.problem(
                                status,
                                ProblemCode.REQUEST_TIMEOUT,
                                "The body took too long to arrive; send it again",
                                trace);
                    default ->
                        status.is5xxServerError()
                                ? Problems.problem(
                                        status,
                                        ProblemCode.INTERNAL_ERROR,
                                        "Something went wrong on our side; the trace id finds it in the logs",
                                        trace)
                                : Problems.problem(status, ProblemCode.BAD_REQUEST, REFUSED, trace);
                });
    }
}
