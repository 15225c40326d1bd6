package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;

/// Which requests are whose. Paths are taken as controllers are found by them: decoded and without parameters,
/// whatever
/// the address looked like.
final class Paths {

    private Paths() {}

    static boolean isForOperators(HttpServletRequest request) {
        return request.getServletPath().startsWith("/api/ops/");
    }

    static boolean isForViewers(HttpServletRequest request) {
        return request.getServletPath().startsWith("/api/")
                && !isForOperators(request)
                && !isDescription(request)
                && (onlyReads(request) || acknowledges(request));
    }

    /// Takes notice of alerts, which whoever watches them may.
    static boolean acknowledges(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getServletPath().startsWith("/api/alerts/");
    }

    /// The API's description says nothing of anybody's calls.
    private static boolean isDescription(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.equals("/api/openapi.json") || path.equals("/api/docs") || path.startsWith("/api/docs/");
    }

    /// A browser's preflight carries no key.
    static boolean onlyReads(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
