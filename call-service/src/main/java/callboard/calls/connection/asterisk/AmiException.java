package callboard.calls.connection.asterisk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why there is no connection to an Asterisk, in words for whoever has set it up.
public final class AmiException extends IOException {

    private static final long serialVersionUID = 1;

    AmiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
