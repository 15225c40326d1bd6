package callboard.viewers;

import callboard.viewers.ViewerSettings.Token;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells who a token belongs to.
public final class Viewers {

    private static final String SIGN_IN = "Sign in: send a viewer's token as Authorization: Bearer";

    private final Map<SecretHash, Viewer> tokens;
    private final @Nullable Logins logins;

    Viewers(ViewerSettings settings) {
        tokens = settings.tokens().stream()
                .collect(Collectors.toUnmodifiableMap(Token::hash, Token::viewer, (one, other) -> {
                    throw new IllegalArgumentException("%s and %s have the same viewer token: give each its own"
                            .formatted(one.name(), other.name()));
                }));
        logins = settings.oidc().isConfigured() ? new Logins(settings.oidc()) : null;
    }

    /// Whether nobody is asked who they are.
    public boolean isEverybody() {
        return tokens.isEmpty() && logins == null;
    }

    /// Who that is, if it can be told without asking the login server for its keys.
    public Optional<Identified> atOnce(@Nullable String token) {
        if (isEverybody()) {
            return Optional.of(new Identified.As(Viewer.ANYBODY));
        }
        if (token == null || token.isBlank()) {
            return Optional.of(new Identified.Nobody(SIGN_IN));
        }
        var viewer = tokens.get(SecretHash.of(token));
        if (viewer != null) {
            return Optional.of(new Identified.As(viewer));
        }
        return logins == null || !Logins.isOne(token)
                ? Optional.of(new Identified.Nobody("This token is not valid"))
                : Optional.empty();
    }

    /// Who that is. May wait for the login server, seconds at most.
    public Identified identify(@Nullable String token) {
        return atOnce(token).orElseGet(() -> logins(token));
    }

    private Identified logins(@Nullable String token) {
        if (logins == null || token == null) {
            throw new IllegalStateException("What is no login was judged at once");
        }
        return logins.identify(token);
    }
}
