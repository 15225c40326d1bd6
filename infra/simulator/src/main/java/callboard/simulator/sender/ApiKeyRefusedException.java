package callboard.simulator.sender;

import java.io.Serial;

/// The service does not know the API key: a mistake in the command, not in an event.
public final class ApiKeyRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ApiKeyRefusedException() {
        super("The service refused the API key (401); give the right one with --api-key");
    }
}
