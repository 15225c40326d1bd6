package callboard.calls.web;

import callboard.contracts.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.time.Duration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Bounds every body that a controller takes as an object: some of them may be sent without a key.
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private record Buffered(InputStream getBody, HttpHeaders getHeaders) implements HttpInputMessage {}

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var headers = message.getHeaders();
        return switch (ReceivedBody.read(message.getBody(), headers.getContentLength(), MAX_BYTES, TIMEOUT)) {
            case ReceivedBody.Complete(var bytes) -> new Buffered(new ByteArrayInputStream(bytes), headers);
            case ReceivedBody.TooLarge() ->
                throw new ProblemException(
                        HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB");
            case ReceivedBody.TooSlow() ->
                throw new ProblemException(
                        HttpStatus.REQUEST_TIMEOUT,
                        ProblemCode.REQUEST_TIMEOUT,
                        "The body took too long to arrive; send it again");
        };
    }
}
