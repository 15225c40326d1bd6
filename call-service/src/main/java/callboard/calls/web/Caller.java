package callboard.calls.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// The name of the key that a request came with, for audits and logs; also of one that was not good enough.
public final class Caller {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Caller() {}

    public static void identify(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    /// Null when nobody has checked, or nobody had to.
    static @Nullable String nameIn(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String name ? name : null;
    }
}
