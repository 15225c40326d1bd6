package callboard.calls.web;

import java.io.IOException;

import callboard.contracts.Problem;
import callboard.contracts.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// Bounds what may be sent without a key: the length has to be said, so that what is too long is refused unread.
@Configuration(proxyBeanMethods = false)
class SmallBodies implements WebMvcConfigurer, HandlerInterceptor {

    private static final long MOST_BYTES = 64 * 1024;

    private final JsonMapper json;

    SmallBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/alerts/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        long length = request.getContentLengthLong();
        if (!request.getMethod().equals("POST") || length >= 0 && length <= MOST_BYTES) {
            return true;
        }
        refuse(response, length < 0
                ? Problems.problem(HttpStatus.LENGTH_REQUIRED, ProblemCode.BAD_REQUEST,
                        "Say the body's length: send Content-Length", Trace.of(request))
                : Problems.problem(HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE,
                        "The body is larger than 64 KiB", Trace.of(request)));
        return false;
    }

    private void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
