package callboard.calls.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The W3C trace context of a request: the sender's, or one begun here.
///
/// @param traceparent `00-<trace id>-<span id>-<flags>`
public record Trace(String traceparent) {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String ATTRIBUTE = Trace.class.getName();

    /// The request's trace, the same one each time it is asked for.
    public static Trace of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Trace trace) {
            return trace;
        }
        var trace = from(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    /// From now on the request's trace is this one.
    static void set(HttpServletRequest request, Trace trace) {
        request.setAttribute(ATTRIBUTE, trace);
    }

    /// The trace that the sender sent, if it did and it can be read.
    static @Nullable String sent(HttpServletRequest request) {
        var header = request.getHeader("traceparent");
        return header != null && FORM.matcher(header).matches() ? header : null;
    }

    /// 32 hexadecimal digits.
    public String id() {
        return traceparent.substring(3, 35);
    }

    /// The same, of a `traceparent` that was checked before; null of none.
    public static @Nullable String idIn(@Nullable String traceparent) {
        return traceparent == null ? null : new Trace(traceparent).id();
    }

    static Trace from(@Nullable String header) {
        return header != null && FORM.matcher(header).matches() ? new Trace(header) : begun();
    }

    /// One that begins here, for a request whose own is none or can't be known.
    public static Trace begun() {
        var random = ThreadLocalRandom.current();
        var bytes = new byte[24];
        random.nextBytes(bytes);
        // All zeroes would be no id.
        bytes[0] |= 1;
        bytes[16] |= 1;
        var hex = HexFormat.of().formatHex(bytes);
        return new Trace("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-00");
    }
}
