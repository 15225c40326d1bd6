package callboard.calls.security;

import org.springframework.security.core.AuthenticationException;

/// The token is good and shows no queue.
final class ShowsNothingException extends AuthenticationException {

    ShowsNothingException(String why) {
        super(why);
    }
}
