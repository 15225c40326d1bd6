package callboard.calls.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// What a request shows of who sent it, not looked at yet: an API key in `X-API-Key`, or a token in
/// `Authorization: Bearer`.
final class PresentedCredentials extends AbstractAuthenticationToken {

    static final String API_KEY = "X-API-Key";

    private static final String BEARER = "Bearer ";

    /// Which way it was sent.
    enum Kind {
        API_KEY,
        TOKEN
    }

    private final Kind kind;
    private final String secret;

    private PresentedCredentials(Kind kind, String secret) {
        super(List.of());
        this.kind = kind;
        this.secret = secret;
    }

    /// An API key alone; null when there is none.
    static @Nullable PresentedCredentials apiKey(HttpServletRequest request) {
        var key = request.getHeader(API_KEY);
        return key == null ? null : new PresentedCredentials(Kind.API_KEY, key);
    }

    /// An API key, else a token; null when there is neither.
    static @Nullable PresentedCredentials any(HttpServletRequest request) {
        var key = apiKey(request);
        return key == null ? token(request) : key;
    }

    private static @Nullable PresentedCredentials token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        var token = header.substring(BEARER.length()).strip();
        return token.isEmpty() ? null : new PresentedCredentials(Kind.TOKEN, token);
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String getCredentials() {
        return secret;
    }

    /// Nobody is known yet.
    @Override
    public String getPrincipal() {
        return "";
    }
}
