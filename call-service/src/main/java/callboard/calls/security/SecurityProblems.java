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
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Answers those who are turned away with a problem, and says what they should have sent.
///
/// @param challenge what `WWW-Authenticate` asks for
/// @param missing   what to do, for who has sent nothing
record SecurityProblems(ResponseWriter answers, String challenge, String missing)
        implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        switch (why) {
            case InsufficientAuthenticationException _ -> unauthorized(request, response, missing);
            case ShowsNothingException nothing ->
                answer(request, response, HttpStatus.FORBIDDEN, ProblemCode.FORBIDDEN, nothing);
            case AuthenticationServiceException unavailable ->
                answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, ProblemCode.UNAVAILABLE, unavailable);
            default -> unauthorized(request, response, String.valueOf(why.getMessage()));
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
            return "This API key is not for that";
        }
        return authentication != null && Credentials.isKey(authentication, KeyRole.INGEST)
                ? "This API key is not for reading"
                : "This API key is for reading alone";
    }

    private void unauthorized(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        answer(request, response, HttpStatus.UNAUTHORIZED, ProblemCode.UNAUTHORIZED, why);
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            ProblemCode code,
            Exception why)
            throws IOException {
        answer(request, response, status, code, String.valueOf(why.getMessage()));
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, ProblemCode code, String why)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answers.write(Problems.answer(Problems.problem(status, code, why, Trace.of(request))), response);
    }
}
