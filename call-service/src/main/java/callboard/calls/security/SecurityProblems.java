package callboard.calls.security;

import callboard.calls.web.Problems;
import callboard.calls.web.ResponseWriter;
import callboard.calls.web.Trace;
import callboard.contracts.KeyRole;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Answers a refused request with a problem, and says what they should have sent.
///
/// @param challenge what `WWW-Authenticate` asks for
/// @param missing   what to do, for who has sent nothing
record SecurityProblems(ResponseWriter answers, String challenge, String missing)
        implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String API_KEY_CHALLENGE = "ApiKey realm=\"callboard\"";
    static final String API_KEY_MISSING = "Send your API key in the header X-API-Key";
    static final String API_KEY_INVALID = "This API key is not valid";
    static final String API_KEY_FORBIDDEN = "This API key is not for that";

    /// @param challenge what a 401 asks for
    static ResponseEntity<Object> refusal(
            HttpStatus status, ProblemCode code, String why, String challenge, HttpServletRequest request) {
        var problem = Problems.answer(Problems.problem(status, code, why, Trace.of(request)));
        var answer = ResponseEntity.status(status)
                .headers(problem.getHeaders())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return answer.body(problem.getBody());
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        switch (why) {
            case InsufficientAuthenticationException _ -> unauthorized(request, response, missing);
            case ShowsNothingException nothing ->
                answer(request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, nothing.getMessage());
            case AuthenticationServiceException unavailable ->
                answer(
                        request,
                        response,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ProblemCode.UNAVAILABLE,
                        unavailable.getMessage());
            default -> unauthorized(request, response, why.getMessage());
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        answer(
                request,
                response,
                HttpStatus.FORBIDDEN,
                ProblemCode.FORBIDDEN,
                reason(request, SecurityContextHolder.getContext().getAuthentication()));
    }

    private static String reason(HttpServletRequest request, @Nullable Authentication authentication) {
        if (!SecurityChains.VIEWING.matches(request)) {
            return API_KEY_FORBIDDEN;
        }
        return authentication != null && Credentials.isKey(authentication, KeyRole.INGEST)
                ? "This API key is not for reading"
                : "This API key is for reading alone";
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response, @Nullable String why)
            throws IOException {
        answer(request, response, HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED, why);
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            ProblemCode code,
            @Nullable String why)
            throws IOException {
        answers.write(refusal(status, code, String.valueOf(why), challenge, request), response);
    }
}
