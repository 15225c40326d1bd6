package callboard.calls.web;

import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Answers with a problem whatever goes wrong in or around a controller.
///
/// Spring's own exceptions come here by way of its handler, which finds their status. The body is a
/// [callboard.contracts.Problem] and not Spring's `ProblemDetail`, which would leave out `type` and add `instance`.
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception, @Nullable Object body, HttpHeaders headers, HttpStatusCode code, WebRequest request) {
        var status = HttpStatus.valueOf(code.value());
        var problem = switch (exception) {
            case ProblemException thrown -> thrown;
            case MethodArgumentNotValidException invalid ->
                new ProblemException(
                        status, ProblemCode.INVALID_PAYLOAD, "Invalid payload", issues(invalid.getBindingResult()));
            case MethodArgumentTypeMismatchException mistyped ->
                new ProblemException(
                        status,
                        ProblemCode.INVALID_PARAMETER,
                        "Invalid parameters",
                        List.of(new Issue(mistyped.getName(), "must be a number", "invalid_type")));
            case HttpMessageNotReadableException _ ->
                new ProblemException(status, ProblemCode.MALFORMED_JSON, "The body can't be read as what is expected");
            case NoResourceFoundException _ ->
                new ProblemException(status, ProblemCode.NOT_FOUND, "There is nothing at this address");
            case HttpMediaTypeNotSupportedException _ ->
                new ProblemException(
                        status,
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be JSON: send Content-Type: application/json");
            case HttpMediaTypeNotAcceptableException _ ->
                new ProblemException(status, ProblemCode.NOT_ACCEPTABLE, "Answers are JSON");
            case Exception _
            when status.is4xxClientError() ->
                new ProblemException(status, ProblemCode.BAD_REQUEST, "The request can't be answered");
            default -> failed(exception, (ServletWebRequest) request);
        };
        return answer(problem, (ServletWebRequest) request);
    }

    /// Not left to Spring's handler, which would log each as a warning.
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException wrong,
            HttpHeaders headers,
            HttpStatusCode code,
            WebRequest request) {
        var problem = new ProblemException(
                HttpStatus.METHOD_NOT_ALLOWED,
                ProblemCode.METHOD_NOT_ALLOWED,
                wrong.getMethod() + " is not supported here");
        var supported = wrong.getSupportedMethods();
        if (supported != null) {
            problem.getHeaders().set(HttpHeaders.ALLOW, String.join(", ", supported));
        }
        return answer(problem, (ServletWebRequest) request);
    }

    /// Percent signs without a number, or a number that no text has.
    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException undecodable, ServletWebRequest request) {
        return answer(
                new ProblemException(
                        HttpStatus.BAD_REQUEST, ProblemCode.INVALID_PARAMETER, "A query parameter can't be decoded"),
                request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        QueryTimeoutException.class,
        TransactionException.class
    })
    ResponseEntity<Object> databaseUnavailable(RuntimeException unavailable, ServletWebRequest request) {
        log.warn("{} is answered with 503: database unavailable ({})", named(request), unavailable.getMessage());
        return answer(
                new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ProblemCode.UNAVAILABLE,
                        "The database can't be reached; try again soon"),
                request);
    }

    /// Hibernate reports a connection that breaks within a transaction as a rollback that failed.
    @ExceptionHandler
    ResponseEntity<Object> brokenTransaction(JpaSystemException broken, ServletWebRequest request) {
        return broken.getCause() instanceof org.hibernate.TransactionException
                ? databaseUnavailable(broken, request)
                : fault(broken, request);
    }

    /// The client hung up, or sent less than it announced.
    @ExceptionHandler
    ResponseEntity<Object> brokenOff(IOException broken, ServletWebRequest request) {
        log.debug("{} was broken off ({})", named(request), broken.getMessage());
        return answer(
                new ProblemException(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, "The request was broken off"),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> fault(Exception fault, ServletWebRequest request) {
        return answer(failed(fault, request), request);
    }

    private static ProblemException failed(Exception fault, ServletWebRequest request) {
        log.error(
                "{} failed, trace {}",
                named(request),
                Trace.of(request.getRequest()).id(),
                fault);
        return new ProblemException(
                HttpStatus.INTERNAL_SERVER_ERROR,
                ProblemCode.INTERNAL_ERROR,
                "Something went wrong on our side; the trace id finds it in the logs");
    }

    private static ResponseEntity<Object> answer(ProblemException problem, ServletWebRequest request) {
        return Problems.answer(problem.problem(Trace.of(request.getRequest())), problem.getHeaders());
    }

    private static List<Issue> issues(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(error -> new Issue(error.getField(), String.valueOf(error.getDefaultMessage()), "invalid_value"))
                .sorted(Comparator.comparing(Issue::path))
                .toList();
    }

    private static String named(ServletWebRequest request) {
        return request.getHttpMethod() + " "
                + AccessLog.shown(request.getRequest().getRequestURI());
    }
}
