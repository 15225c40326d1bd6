package callboard.contracts.viewer;

/// Verifies what an OpenID provider signed. Each service has its own, of its framework's parts.
public interface TokenVerifier {

    /// Whose it is. May wait for the provider's keys, seconds at most.
    ///
    /// @param token has the form of a JSON web token
    Identified verify(String token);
}
