package callboard.calls.web;

import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses parameters that nobody reads: a misspelt filter would be answered with everything. `_` is taken everywhere,
/// with which clients get past caches.
@Component
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final String CACHE_BUSTER = "_";

    private static final Map<Method, Set<String>> KNOWN = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // The API's description is fetched by tools that add what they like.
        registry.addInterceptor(this)
                .addPathPatterns("/api/**")
                .excludePathPatterns("/api/docs/**", "/api/openapi.json");
    }

    /// Where parameters are read, whoever reads them says this along with what else is wrong.
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && isRead(request)
                && known(method.getMethod()).isEmpty()) {
            var issues = issues(method.getMethod(), request);
            if (!issues.isEmpty()) {
                throw ProblemException.invalidParameters(issues);
            }
        }
        return true;
    }

    /// One issue for each unknown parameter of the request.
    static List<Issue> issues(Method controller, HttpServletRequest request) {
        var known = known(controller);
        return Collections.list(request.getParameterNames()).stream()
                .filter(name -> !known.contains(name) && !name.equals(CACHE_BUSTER))
                .sorted()
                .map(name -> new Issue(name, message(known), "unknown_parameter"))
                .toList();
    }

    private static String message(Set<String> known) {
        return known.isEmpty()
                ? "is not known: there are no parameters here"
                : "is not known; known are " + String.join(", ", known);
    }

    private static Set<String> known(Method controller) {
        return KNOWN.computeIfAbsent(controller, KnownParameters::namesIn);
    }

    private static Set<String> namesIn(Method controller) {
        var names = new LinkedHashSet<String>();
        for (var parameter : controller.getParameters()) {
            if (parameter.isAnnotationPresent(QueryParameters.class)) {
                names.addAll(QueryRecord.of(parameter.getType()).names());
            }
        }
        return names;
    }

    static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
