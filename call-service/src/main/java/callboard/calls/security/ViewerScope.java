package callboard.calls.security;

import callboard.contracts.ProblemCode;
import callboard.viewers.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Gives controllers the [Viewer] they ask for by a parameter, to show what that one may see. A controller that
/// asks for
/// none shows everything, so it answers only those who see everything.
@Component
class ViewerScope implements WebMvcConfigurer, HandlerMethodArgumentResolver, HandlerInterceptor {

    private final Refusals refusals;

    ViewerScope(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer view,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return ViewerFilter.viewerOf((HttpServletRequest) request.getNativeRequest());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        boolean shown = !Paths.isForViewers(request)
                || request.getMethod().equals("OPTIONS")
                || !(handler instanceof HandlerMethod method)
                || Stream.of(method.getMethodParameters()).anyMatch(this::supportsParameter)
                || ViewerFilter.viewerOf(request).seesEveryQueue();
        if (!shown) {
            refusals.refuse(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ProblemCode.FORBIDDEN,
                    "This is not shown by queue: it takes a token that shows them all");
        }
        return shown;
    }
}
