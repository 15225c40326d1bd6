package callboard.calls.web;

import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// What is answered when a request goes wrong outside of what its controller expects.
@RestControllerAdvice
class ErrorAnswers {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    ResponseEntity<Object> invalidQuery(InvalidQuery invalid, HttpServletRequest request) {
        return Problems.answer(Problems.problem(
                HttpStatus.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                "Invalid query parameters",
                Trace.of(request),
                invalid.issues()));
    }

    @ExceptionHandler
    ResponseEntity<Object> invalidBody(MethodArgumentNotValidException invalid, HttpServletRequest request) {
        var issues = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new Issue(error.getField(), String.valueOf(error.getDefaultMessage()), "invalid_value"))
                .sorted(Comparator.comparing(Issue::path))
                .toList();
        return Problems.answer(Problems.problem(
                HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PAYLOAD, "Invalid payload", Trace.of(request), issues));
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadableBody(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return problem(
                HttpStatus.BAD_REQUEST,
                ProblemCode.MALFORMED_JSON,
                "The body can't be read as what is expected",
                request);
    }

    /// Percent signs without a number, or a number that no text has.
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException unreadable, HttpServletRequest request) {
        return problem(
                HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PARAMETER, "A query parameter can't be decoded", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
        return Problems.answer(Problems.problem(
                HttpStatus.BAD_REQUEST,
                ProblemCode.INVALID_PARAMETER,
                "Invalid parameters",
                Trace.of(request),
                List.of(new Issue(mistyped.getName(), "must be a number", "invalid_type"))));
    }

    @ExceptionHandler
    ResponseEntity<Object> noSuchPlace(NoResourceFoundException missing, HttpServletRequest request) {
        return problem(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is nothing at this address", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> methodNotAllowed(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        var answer = problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                ProblemCode.METHOD_NOT_ALLOWED,
                wrong.getMethod() + " is not supported here",
                request);
        var supported = wrong.getSupportedMethods();
        return supported == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header(HttpHeaders.ALLOW, String.join(", ", supported))
                        .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Object> notJson(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON: send Content-Type: application/json",
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notAcceptable(HttpMediaTypeNotAcceptableException wrong, HttpServletRequest request) {
        return problem(HttpStatus.NOT_ACCEPTABLE, ProblemCode.NOT_ACCEPTABLE, "Answers are JSON", request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        QueryTimeoutException.class,
        TransactionException.class
    })
    ResponseEntity<Object> databaseAway(RuntimeException away, HttpServletRequest request) {
        log.warn(
                "{} {} is answered with 503: the database is away ({})",
                request.getMethod(),
                request.getRequestURI(),
                away.getMessage());
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                ProblemCode.UNAVAILABLE,
                "The database can't be reached; try again soon",
                request);
    }

    /// A connection that breaks in the middle of a transaction: Hibernate tells of it that it could not roll
    /// back.
    @ExceptionHandler
    ResponseEntity<Object> brokenTransaction(JpaSystemException broken, HttpServletRequest request) {
        return broken.getCause() instanceof org.hibernate.TransactionException
                ? databaseAway(broken, request)
                : fault(broken, request);
    }

    /// The other side hung up, or sent less than it announced: nobody is there to be answered with a 500.
    @ExceptionHandler({AsyncRequestNotUsableException.class, IOException.class})
    ResponseEntity<Object> brokenOff(Exception broken, HttpServletRequest request) {
        log.debug("{} {} was broken off ({})", request.getMethod(), request.getRequestURI(), broken.getMessage());
        return problem(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, "The request was broken off", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> fault(Exception fault, HttpServletRequest request) {
        log.error(
                "{} {} failed, trace {}",
                request.getMethod(),
                request.getRequestURI(),
                Trace.of(request).id(),
                fault);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                ProblemCode.INTERNAL_ERROR,
                "Something went wrong on our side; the trace id finds it in the logs",
                request);
    }

    private static ResponseEntity<Object> problem(
            HttpStatus status, ProblemCode code, String message, HttpServletRequest request) {
        return Problems.answer(Problems.problem(status, code, message, Trace.of(request)));
    }
}
