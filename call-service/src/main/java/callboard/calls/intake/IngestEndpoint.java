package callboard.calls.intake;

import callboard.calls.database.DatabaseFailures;
import callboard.calls.security.ApiKey;
import callboard.calls.security.ApiKeyAuthenticator;
import callboard.calls.security.ApiKeyAuthenticator.Result;
import callboard.calls.security.EventsCrossOrigin;
import callboard.calls.security.Signatures;
import callboard.calls.security.Signatures.Verification;
import callboard.calls.web.BodyEncoding;
import callboard.calls.web.ReceivedBody;
import callboard.calls.web.ResponseWriter;
import callboard.calls.web.Trace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.HandlerMapping;

/// Takes every request of one address that events are sent to, however it is spelled: the container has decoded and
/// normalised the path, and a trailing slash makes no difference.
///
/// It is a filter that never calls the chain, and comes before nearly all others, where a controller would be usual.
/// Filters are mapped to every address, and what they and the dispatcher find out anew for each of thousands of events
/// a second costs more than storing the event; a servlet would stand behind them.
abstract class IngestEndpoint implements Filter {

    private static final Logger log = LoggerFactory.getLogger(IngestEndpoint.class);

    private final String path;
    private final int maxBytes;
    private final Parts parts;

    /// What all of them check a request with.
    @Component
    record Parts(
            EventsCrossOrigin crossOrigin,
            ApiKeyAuthenticator keys,
            Signatures signatures,
            IntakeProperties settings,
            ResponseWriter responses) {}

    /// A request that is let in, with its whole body.
    record Delivery(HttpServletRequest request, MimeType type, ApiKey key, boolean isSigned, byte[] body, Trace trace) {

        Delivery with(byte[] decoded) {
            return new Delivery(request, type, key, isSigned, decoded, trace);
        }
    }

    IngestEndpoint(String path, int maxBytes, Parts parts) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.parts = parts;
    }

    abstract boolean reads(MimeType type);

    abstract ResponseEntity<Object> answer(Delivery delivery);

    @Override
    public final void doFilter(ServletRequest any, ServletResponse answer, FilterChain neverCalled) throws IOException {
        var request = (HttpServletRequest) any;
        var response = (HttpServletResponse) answer;
        // Where Spring's handlers leave it, to measure and trace requests by where they go.
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path);
        if (parts.crossOrigin.admits(request, response)) {
            parts.responses.write(answer(request), response);
        }
    }

    private ResponseEntity<Object> answer(HttpServletRequest request) {
        var trace = Trace.of(request);
        try {
            return switch (request.getMethod()) {
                case "OPTIONS" ->
                    ResponseEntity.ok()
                            .allow(HttpMethod.POST, HttpMethod.OPTIONS)
                            .build();
                case "GET", "HEAD" -> Answers.methodNotAllowed(request.getMethod(), trace);
                default ->
                    switch (parts.keys.authenticate(request)) {
                        case Result.Refused(var answer) -> answer;
                        case Result.Admitted(var key) -> receive(request, key, trace);
                    };
            };
        } catch (IOException brokenOff) {
            // The other side hung up, or sent less than it announced: nobody is there to be answered with a 500.
            log.debug("{} {} was broken off ({})", request.getMethod(), path, brokenOff.getMessage());
            return Answers.answer(Answers.malformed("The request was broken off", trace));
        } catch (RuntimeException fault) {
            if (DatabaseFailures.isUnavailable(fault)) {
                log.warn(
                        "{} {} is answered with 503: database unavailable ({})",
                        request.getMethod(),
                        path,
                        fault.getMessage());
                return Answers.answer(Answers.problem(Outcome.Cause.DATABASE_UNAVAILABLE, trace));
            }
            log.error("{} {} failed, trace {}", request.getMethod(), path, trace.id(), fault);
            return Answers.answer(Answers.failed(trace));
        }
    }

    private ResponseEntity<Object> receive(HttpServletRequest request, ApiKey key, Trace trace) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            return Answers.methodNotAllowed(request.getMethod(), trace);
        }
        var type = type(request).filter(this::reads);
        if (type.isEmpty()) {
            return Answers.answer(Answers.notJson(trace));
        }
        var encoding = BodyEncoding.of(Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)), type.get());
        if (encoding.isEmpty()) {
            return Answers.unknownCoding(trace);
        }
        var received = ReceivedBody.read(
                request.getInputStream(), request.getContentLengthLong(), maxBytes, parts.settings.bodyWithin());
        return switch (received) {
            case ReceivedBody.TooLarge() -> Answers.answer(Answers.tooLarge(maxBytes, trace));
            case ReceivedBody.TooSlow() -> Answers.answer(Answers.tooSlow(trace));
            case ReceivedBody.Complete(var sent) ->
                // Signed is what was sent, compressed if it was: a stranger's bytes are not even inflated.
                switch (parts.signatures.verify(key, request, sent)) {
                    case Verification.Invalid(var reason) -> Answers.answer(Answers.invalidSignature(reason, trace));
                    case Verification.Valid() ->
                        decode(encoding.get(), new Delivery(request, type.get(), key, true, sent, trace));
                    case Verification.Unsigned() ->
                        decode(encoding.get(), new Delivery(request, type.get(), key, false, sent, trace));
                };
        };
    }

    private ResponseEntity<Object> decode(BodyEncoding encoding, Delivery sent) {
        return switch (encoding.decode(sent.body, maxBytes)) {
            case BodyEncoding.Decoded.Utf8(var body) -> answer(sent.with(body));
            case BodyEncoding.Decoded.TooLarge() -> Answers.answer(Answers.tooLarge(maxBytes, sent.trace));
            case BodyEncoding.Decoded.Broken(var reason) -> Answers.answer(Answers.malformed(reason, sent.trace));
        };
    }

    /// Spring keeps the types it has parsed lately, by their spelling.
    private static Optional<MimeType> type(HttpServletRequest request) {
        var spelled = request.getHeader(HttpHeaders.CONTENT_TYPE);
        try {
            return spelled == null ? Optional.empty() : Optional.of(MimeTypeUtils.parseMimeType(spelled));
        } catch (InvalidMimeTypeException _) {
            return Optional.empty();
        }
    }
}
