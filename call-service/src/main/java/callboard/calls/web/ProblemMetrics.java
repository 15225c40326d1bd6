package callboard.calls.web;

import callboard.contracts.BatchAnswer;
import callboard.contracts.Problem;
import callboard.contracts.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/// Counts every problem that is answered, by its code: each one of a batch, too.
@RestControllerAdvice
public class ProblemMetrics implements ResponseBodyAdvice<Object> {

    private final Map<ProblemCode, Counter> byCode = new EnumMap<>(ProblemCode.class);

    ProblemMetrics(MeterRegistry meters) {
        for (var code : ProblemCode.values()) {
            byCode.put(
                    code,
                    Counter.builder("callboard.rejections")
                            .tag("code", code.name().toLowerCase(Locale.ROOT))
                            .description("Requests, and events of batches, that were answered with a problem")
                            .register(meters));
        }
    }

    /// Counts the problems of an answer's body, which is one, holds some or is something else.
    void count(@Nullable Object body) {
        if (body instanceof Problem problem) {
            Objects.requireNonNull(byCode.get(problem.code())).increment();
        } else if (body instanceof BatchAnswer batch) {
            batch.items().forEach(item -> count(item.problem()));
        }
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        count(body);
        return body;
    }
}
