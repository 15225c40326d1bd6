package callboard.contracts.viewer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out whose a token is.
public final class Viewers {

    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final Map<SecretHash, Viewer> tokens;
    private final @Nullable TokenVerifier logins;

    /// @param tokens as [ViewerToken] describes them
    /// @param logins null without an OpenID provider
    /// @throws IllegalArgumentException when two viewers have the same token
    public Viewers(List<String> tokens, @Nullable TokenVerifier logins) {
        this.tokens = tokens.stream()
                .map(ViewerToken::of)
                .collect(Collectors.toUnmodifiableMap(ViewerToken::hash, ViewerToken::viewer, (one, other) -> {
                    throw new IllegalArgumentException("%s and %s have the same viewer token: give each its own"
                            .formatted(one.name(), other.name()));
                }));
        this.logins = logins;
    }

    /// Whether nobody is asked who they are.
    public boolean isEverybody() {
        return tokens.isEmpty() && logins == null;
    }

    /// Who that is, if it can be said without waiting for the login server.
    public Optional<Identified> identifyAtOnce(@Nullable String token) {
        if (isEverybody()) {
            return Optional.of(new Identified.As(Viewer.ANYBODY));
        }
        if (token == null || token.isBlank()) {
            return Optional.of(
                    new Identified.Unauthenticated("Sign in: send a viewer's token as Authorization: Bearer"));
        }
        var viewer = tokens.get(SecretHash.of(token));
        if (viewer != null) {
            return Optional.of(new Identified.As(viewer));
        }
        return logins != null && JSON_WEB_TOKEN.matcher(token).matches()
                ? Optional.empty()
                : Optional.of(new Identified.Unauthenticated("This token is not valid"));
    }

    /// Who that is. May wait for the login server, seconds at most.
    public Identified identify(@Nullable String token) {
        return identifyAtOnce(token)
                .orElseGet(() -> Objects.requireNonNull(logins).verify(Objects.requireNonNull(token)));
    }
}
