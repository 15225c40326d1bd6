package callboard.calls.web;

import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        var message = known.isEmpty()
                ? "is not known: there are no parameters here"
                : "is not known; known are " + String.join(", ", known);
        return Collections.list(request.getParameterNames()).stream()
                .filter(name -> !known.contains(name) && !name.equals(CACHE_BUSTER))
                .sorted()
                .map(name -> new Issue(name, message, "unknown_parameter"))
                .toList();
    }

    private static Set<String> known(Method controller) {
        var known = new LinkedHashSet<String>();
        Stream.of(controller.getParameters())
                .filter(each -> each.isAnnotationPresent(QueryParameters.class))
                .map(Parameter::getType)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(known::add);
        return known;
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
