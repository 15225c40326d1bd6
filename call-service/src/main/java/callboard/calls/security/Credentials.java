package callboard.calls.security;

import callboard.contracts.KeyRole;
import callboard.contracts.viewer.Identified;
import callboard.contracts.viewer.Viewer;
import callboard.contracts.viewer.Viewers;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/// Finds out whose a presented API key or token is. The principal is a [Viewer] in each case; what it may do is its
/// authority: the role of its key, or `ROLE_VIEWER`.
@Component
class Credentials implements AuthenticationManager {

    static final String VIEWER = "VIEWER";

    private static final String PREFIX = "ROLE_";

    private final ApiKeys keys;
    private final Viewers viewers;

    Credentials(ApiKeys keys, Viewers viewers) {
        this.keys = keys;
        this.viewers = viewers;
    }

    /// @throws BadCredentialsException        when the key or token is wrong, with the reason for its sender
    /// @throws AuthenticationServiceException when the login server can't be asked for its keys now
    @Override
    public Authentication authenticate(Authentication presented) {
        var credentials = (PresentedCredentials) presented;
        return switch (credentials.kind()) {
            case API_KEY -> apiKey(credentials.getCredentials());
            case TOKEN -> token(credentials.getCredentials());
        };
    }

    private Authentication apiKey(String secret) {
        var key = keys.find(secret);
        if (key == null) {
            throw new BadCredentialsException(SecurityProblems.API_KEY_INVALID);
        }
        key.use();
        return authenticated(new Viewer(key.name, null, null), key.role.name());
    }

    private Authentication token(String token) {
        return switch (viewers.identify(token)) {
            case Identified.As(var viewer) -> authenticated(viewer, VIEWER);
            case Identified.Unauthenticated(var why) -> throw new BadCredentialsException(why);
            case Identified.Forbidden(var why) -> throw new ShowsNothingException(why);
            case Identified.Unavailable(var why) -> throw new AuthenticationServiceException(why);
        };
    }

    private static Authentication authenticated(Viewer viewer, String role) {
        return UsernamePasswordAuthenticationToken.authenticated(
                viewer, null, AuthorityUtils.createAuthorityList(PREFIX + role));
    }

    /// Whether it was authenticated by a key of one of these roles.
    static boolean isKey(Authentication authentication, KeyRole... roles) {
        return Stream.of(roles)
                .anyMatch(role -> authentication.getAuthorities().stream()
                        .anyMatch(authority -> (PREFIX + role.name()).equals(authority.getAuthority())));
    }
}
