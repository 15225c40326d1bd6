package callboard.calls.web;

import callboard.contracts.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
        var encoding = BodyEncoding.of(
                        headers.getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()), headers.getContentType())
                .orElseThrow(BodyLimit::unsupported);
        return switch (ReceivedBody.read(message.getBody(), headers.getContentLength(), MAX_BYTES, TIMEOUT)) {
            case ReceivedBody.Complete(var bytes) -> decoded(bytes, encoding, headers);
            case ReceivedBody.TooLarge() -> throw tooLarge();
            case ReceivedBody.TooSlow() ->
                throw new ProblemException(
                        HttpStatus.REQUEST_TIMEOUT,
                        ProblemCode.REQUEST_TIMEOUT,
                        "The body took too long to arrive; send it again");
        };
    }

    /// As UTF-8 and not compressed, and saying so.
    private static HttpInputMessage decoded(byte[] sent, BodyEncoding encoding, HttpHeaders headers) {
        return switch (encoding.decode(sent, MAX_BYTES)) {
            case BodyEncoding.Decoded.Utf8(var bytes) -> {
                var plain = new HttpHeaders(headers);
                plain.remove(HttpHeaders.CONTENT_ENCODING);
                if (headers.getContentType() != null) {
                    plain.setContentType(new MediaType(headers.getContentType(), StandardCharsets.UTF_8));
                }
                yield new Buffered(new ByteArrayInputStream(bytes), plain);
            }
            case BodyEncoding.Decoded.TooLarge() -> throw tooLarge();
            case BodyEncoding.Decoded.Broken(var reason) ->
                throw new ProblemException(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, reason);
        };
    }

    private static ProblemException unsupported() {
        var unsupported = new ProblemException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be sent as it is or with Content-Encoding: gzip, once");
        unsupported.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, BodyEncoding.TAKEN);
        return unsupported;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB");
    }
}
