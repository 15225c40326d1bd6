package callboard.calls.web;

import callboard.contracts.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/// What a request turned out to be about, for all that is logged of it.
public final class RequestLogContext {

    private static final String CALL = RequestLogContext.class.getName() + ".call";
    private static final String KEY = RequestLogContext.class.getName() + ".key";
    private static final String EVENTS = RequestLogContext.class.getName() + ".events";
    private static final String PATHS_OF_A_CALL = "/api/calls/{id}";

    private RequestLogContext() {}

    public static void call(HttpServletRequest request, String callId) {
        MDC.put("callId", callId);
        request.setAttribute(CALL, callId);
    }

    /// The name of the API key that it came with, also of one that was not good enough.
    public static void key(HttpServletRequest request, String name) {
        request.setAttribute(KEY, name);
    }

    /// A batch of so many.
    public static void events(HttpServletRequest request, int count) {
        request.setAttribute(EVENTS, count);
    }

    static @Nullable String callIn(HttpServletRequest request) {
        if (request.getAttribute(CALL) instanceof String callId) {
            return callId;
        }
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String path
                        && path.startsWith(PATHS_OF_A_CALL)
                        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                                instanceof Map<?, ?> named
                        && named.get("id") instanceof String callId
                        && Ids.isId(callId)
                ? callId
                : null;
    }

    /// Null when no key was checked.
    static @Nullable String keyIn(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof String name ? name : null;
    }

    static int eventsIn(HttpServletRequest request) {
        return request.getAttribute(EVENTS) instanceof Integer count ? count : 0;
    }
}
