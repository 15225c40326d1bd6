package callboard.calls.connection.freeswitch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why there is no connection to a FreeSWITCH, in words for whoever has set it up.
public final class EslException extends IOException {

    private static final long serialVersionUID = 1;

    EslException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
