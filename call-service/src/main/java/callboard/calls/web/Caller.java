package callboard.calls.web;

import jakarta.servlet.http.HttpServletRequest;

/// The name of the key that a request came with, for audits.
public final class Caller {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Caller() {}

    public static void identify(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    /// @throws IllegalStateException when nobody has checked who it is
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String name) {
            return name;
        }
        throw new IllegalStateException("Nobody has checked whose request this is");
    }
}
