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

/// Answers with a problem what fails before or after any controller.
@RestController
class LastResort implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable ResponseEntity<Object> error(HttpServletRequest request, HttpServletResponse response) {
        // Half an answer has gone out: the server closes the connection, and nothing may make it look whole.
        if (response.isCommitted()) {
            return null;
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code) : HttpStatus.NOT_FOUND;
        var code = status == HttpStatus.NOT_FOUND ? ProblemCode.NOT_FOUND
                : status.is5xxServerError() ? ProblemCode.INTERNAL_ERROR : ProblemCode.BAD_REQUEST;
        return Problems.answer(Problems.problem(status, code,
                status.is5xxServerError() ? "Something went wrong on our side; the trace id finds it in the logs"
                        : "The request can't be answered", Trace.of(request)));
    }
}
