package callboard.calls.connection;

import callboard.calls.connection.mapping.PostedBody;
import callboard.calls.connection.signature.Post;
import callboard.calls.connection.signature.Proof;
import callboard.calls.database.DatabaseFailures;
import callboard.calls.security.EventsCrossOrigin;
import callboard.calls.web.BodyEncoding;
import callboard.calls.web.Problems;
import callboard.calls.web.ReceivedBody;
import callboard.calls.web.ResponseWriter;
import callboard.calls.web.Trace;
import callboard.contracts.ProblemCode;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `POST /api/connections/{name}/events`: what telephony systems post, in their own words. Each proves itself as its
/// kind does, with no API key, so that it is a filter before those that ask for one.
@Component
@FilterRegistration(name = "posts", urlPatterns = "/api/connections/*", order = Ordered.HIGHEST_PRECEDENCE + 1)
class PostsEndpoint implements Filter {

    private static final Logger log = LoggerFactory.getLogger(PostsEndpoint.class);
    private static final String PATH = "/api/connections/{name}/events";
    private static final Pattern ADDRESS = Pattern.compile("/api/connections/([A-Za-z0-9._-]{1,64})/events");
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration BODY_WITHIN = Duration.ofSeconds(10);
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    // Filters are made before the database is there.
    private final ObjectProvider<PostedConnections> allConnections;
    private final EventsCrossOrigin crossOrigin;
    private final ResponseWriter responses;
    private final JsonMapper json;
    private final Clock clock;

    PostsEndpoint(
            ObjectProvider<PostedConnections> connections,
            EventsCrossOrigin crossOrigin,
            ResponseWriter responses,
            JsonMapper json,
            Clock clock) {
        this.allConnections = connections;
        this.crossOrigin = crossOrigin;
        this.responses = responses;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) any;
        var response = (HttpServletResponse) answer;
        var address = ADDRESS.matcher(request.getRequestURI());
        if (!address.matches()) {
            chain.doFilter(any, answer);
            return;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATH);
        if (crossOrigin.admits(request, response)) {
            responses.write(answer(request, address.group(1)), response);
        }
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, String name) {
        var trace = Trace.of(request);
        try {
            var connections = allConnections.getObject();
            var connection = connections.find(name);
            if (connection == null) {
                return connections.areKnown()
                        ? problem(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "Nothing is awaited here", trace)
                        : unavailable(trace);
            }
            return switch (request.getMethod()) {
                case "POST" -> receive(connection, request, trace);
                case "OPTIONS" -> handshake(connection, request);
                default -> methodNotAllowed(request.getMethod(), trace);
            };
        } catch (IOException brokenOff) {
            log.debug("A post to {} was broken off ({})", name, brokenOff.getMessage());
            return problem(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, "The request was broken off", trace);
        } catch (RuntimeException fault) {
            if (DatabaseFailures.isUnavailable(fault)) {
                log.warn("A post to {} is answered with 503: database unavailable ({})", name, fault.getMessage());
                return unavailable(trace);
            }
            log.error("A post to {} failed, trace {}", name, trace.id(), fault);
            return problem(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    ProblemCode.INTERNAL_ERROR,
                    "This could not be taken by a fault of ours; the trace id finds it in the logs",
                    trace);
        }
    }

    private ResponseEntity<Object> receive(PostedConnection connection, HttpServletRequest request, Trace trace)
            throws IOException {
        var received =
                ReceivedBody.read(request.getInputStream(), request.getContentLengthLong(), MAX_BYTES, BODY_WITHIN);
        return switch (received) {
            case ReceivedBody.TooLarge() -> tooLarge(trace);
            case ReceivedBody.TooSlow() ->
                problem(
                        HttpStatus.REQUEST_TIMEOUT,
                        ProblemCode.REQUEST_TIMEOUT,
                        "The body took too long to arrive; send it again",
                        trace);
            case ReceivedBody.Complete(var sent) -> {
                var headers = headers(request);
                yield switch (connection.verify(new Post(url(request), headers, sent), clock.instant())) {
                    case Proof.Invalid(var reason) ->
                        problem(HttpStatus.UNAUTHORIZED, ProblemCode.INVALID_SIGNATURE, reason, trace);
                    case Proof.Valid() -> decode(connection, request, headers, sent, trace);
                };
            }
        };
    }

    private ResponseEntity<Object> decode(
            PostedConnection connection,
            HttpServletRequest request,
            Map<String, String> headers,
            byte[] sent,
            Trace trace) {
        var type = type(request);
        var encoding = BodyEncoding.of(Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)), type);
        if (encoding.isEmpty()) {
            return problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be sent as it is or with Content-Encoding: gzip, once",
                    trace);
        }
        return switch (encoding.get().decode(sent, MAX_BYTES)) {
            case BodyEncoding.Decoded.TooLarge() -> tooLarge(trace);
            case BodyEncoding.Decoded.Broken(var reason) -> unreadable(connection, sent, reason, trace);
            case BodyEncoding.Decoded.Utf8(var body) -> take(connection, type, headers, body, trace);
        };
    }

    private ResponseEntity<Object> take(
            PostedConnection connection,
            @Nullable MimeType type,
            Map<String, String> headers,
            byte[] body,
            Trace trace) {
        List<JsonNode> messages;
        try {
            var essence = type == null ? null : type.getType() + "/" + type.getSubtype();
            messages = connection.messages(
                    PostedBody.read(essence == null ? null : essence.toLowerCase(Locale.ROOT), headers, body, json));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            var why = unreadable instanceof JacksonException
                    ? "The body is neither JSON nor %s as its type would say".formatted(FORM)
                    : String.valueOf(unreadable.getMessage());
            return unreadable(connection, body, why, trace);
        }
        int count = Math.max(1, messages.size());
        if (!connection.rateLimit().tryConsume(count)) {
            return connection.rateLimit().exceeded(count, trace);
        }
        if (!connection.take(messages)) {
            return unavailable(trace);
        }
        return connection.wantsContent()
                ? ResponseEntity.ok().build()
                : ResponseEntity.noContent().build();
    }

    /// Asked by who sends CloudEvents whether it may. See
    /// [the specification](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md).
    private static ResponseEntity<Object> handshake(PostedConnection connection, HttpServletRequest request) {
        var origin = request.getHeader("WebHook-Request-Origin");
        var answer = ResponseEntity.ok().allow(HttpMethod.POST, HttpMethod.OPTIONS);
        if (origin != null && connection.shakesHands()) {
            answer.header("WebHook-Allowed-Origin", origin).header("WebHook-Allowed-Rate", "*");
        }
        return answer.build();
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Objects.requireNonNullElse(request.getHeader(name), ""));
        }
        return headers;
    }

    /// As the sender wrote it, as far as proxies tell.
    private static String url(HttpServletRequest request) {
        var scheme = Objects.requireNonNullElse(first(request, "X-Forwarded-Proto"), request.getScheme());
        var host = Objects.requireNonNullElse(
                first(request, "X-Forwarded-Host"),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), request.getServerName()));
        var query = request.getQueryString();
        return scheme + "://" + host + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static @Nullable String first(HttpServletRequest request, String header) {
        var value = request.getHeader(header);
        return value == null ? null : value.split(",", 2)[0].strip();
    }

    private static @Nullable MimeType type(HttpServletRequest request) {
        var spelled = request.getHeader(HttpHeaders.CONTENT_TYPE);
        try {
            return spelled == null ? null : MimeTypeUtils.parseMimeType(spelled);
        } catch (InvalidMimeTypeException _) {
            return null;
        }
    }

    private static ResponseEntity<Object> unreadable(
            PostedConnection connection, byte[] body, String why, Trace trace) {
        connection.unreadable(new String(body, StandardCharsets.UTF_8).replace("\0", "\uFFFD"), why);
        return problem(HttpStatus.BAD_REQUEST, ProblemCode.MALFORMED_JSON, why, trace);
    }

    private static ResponseEntity<Object> tooLarge(Trace trace) {
        return problem(
                HttpStatus.CONTENT_TOO_LARGE, ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB", trace);
    }

    private static ResponseEntity<Object> unavailable(Trace trace) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                ProblemCode.UNAVAILABLE,
                "This can't be stored now; send it again",
                trace);
    }

    private static ResponseEntity<Object> methodNotAllowed(String method, Trace trace) {
        var problem = Problems.problem(
                HttpStatus.METHOD_NOT_ALLOWED,
                ProblemCode.METHOD_NOT_ALLOWED,
                method + " is not supported here",
                trace);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .allow(HttpMethod.POST)
                .body(problem);
    }

    private static ResponseEntity<Object> problem(HttpStatus status, ProblemCode code, String message, Trace trace) {
        return Problems.answer(Problems.problem(status, code, message, trace));
    }
}
