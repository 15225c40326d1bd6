package callboard.calls.web;

import callboard.calls.web.QueryRecord.Parameter;
import callboard.contracts.Problem.Issue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Reads [QueryParameters], and answers 400 with every issue at once.
///
/// Spring's `@ModelAttribute` takes a parameter `from` from the header `From` too, and from `!from` and `_from`,
/// an enum by its constant's name as well as by its word, and repeated values as one text with commas.
@Component
class QueryParametersResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private static final String EMPTY = "must not be empty";

    private static final TypeDescriptor TEXT = TypeDescriptor.valueOf(String.class);

    static final int REMEMBERED = 500;
    private static final int LONGEST_REMEMBERED = 500;

    /// By which controller's argument.
    private record Asked(MethodParameter parameter, String query) {}

    // Dashboards ask the same again and again, and what a query string means follows from nothing but itself.
    private final Map<Asked, Object> remembered = new ConcurrentHashMap<>();
    private final GenericConversionService conversions = new GenericConversionService();
    private final Validator validator;

    /// @param converters for types of the features; what they throw has a message for the client
    QueryParametersResolver(Validator validator, List<Converter<String, ?>> converters) {
        this.validator = validator;
        QueryConverters.addTo(conversions);
        converters.forEach(conversions::addConverter);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(QueryParameters.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var query = Objects.requireNonNullElse(servletRequest.getQueryString(), "");
        // Other requests' parameters may be in their bodies.
        if (!KnownParameters.isRead(servletRequest) || query.length() > LONGEST_REMEMBERED) {
            return read(parameter, servletRequest);
        }
        var asked = new Asked(parameter, query);
        var known = remembered.get(asked);
        if (known == null) {
            known = read(parameter, servletRequest);
            if (remembered.size() >= REMEMBERED) {
                remembered.clear();
            }
            remembered.put(asked, known);
        }
        return known;
    }

    private Object read(MethodParameter parameter, HttpServletRequest request) {
        var type = QueryRecord.of(parameter.getParameterType());
        var issues = new ArrayList<Issue>();
        issues.addAll(KnownParameters.issues(
                Objects.requireNonNull(parameter.getMethod(), "Parameters are read by methods"), request));
        var values = type.parameters().stream()
                .map(each -> value(each, request.getParameterValues(each.name()), issues))
                .toArray();
        var query = BeanUtils.instantiateClass(type.constructor(), values);
        validator.validate(query).stream()
                .map(violation -> invalid(nameOf(violation), violation.getMessage()))
                .distinct()
                .forEach(issues::add);
        if (!issues.isEmpty()) {
            var order = type.names();
            issues.sort(Comparator.comparingInt(issue -> order.indexOf(issue.path())));
            throw ProblemException.invalidParameters(issues);
        }
        return query;
    }

    private @Nullable Object value(Parameter parameter, String @Nullable [] values, List<Issue> issues) {
        if (values == null) {
            return null;
        }
        if (parameter.type().getType() == List.class) {
            return texts(parameter, values, issues);
        }
        if (values.length > 1) {
            issues.add(invalid(parameter.name(), "must be given once"));
            return null;
        }
        // It would be answered with everything.
        if (values[0].isEmpty()) {
            issues.add(invalid(parameter.name(), EMPTY));
            return null;
        }
        try {
            return conversions.convert(values[0], TEXT, parameter.type());
        } catch (ConversionFailedException failed) {
            issues.add(invalid(
                    parameter.name(),
                    String.valueOf(failed.getMostSpecificCause().getMessage())));
            return null;
        }
    }

    /// Of ids, which may hold commas: the parameter is repeated.
    private static @Nullable List<String> texts(Parameter parameter, String[] values, List<Issue> issues) {
        if (Stream.of(values).anyMatch(String::isEmpty)) {
            issues.add(invalid(parameter.name(), EMPTY));
            return null;
        }
        return List.of(values);
    }

    /// Of a list's element, the list.
    private static String nameOf(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().iterator().next().getName();
    }

    private static Issue invalid(String path, String message) {
        return new Issue(path, message, "invalid_value");
    }
}
