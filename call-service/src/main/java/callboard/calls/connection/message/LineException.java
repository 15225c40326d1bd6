package callboard.calls.connection.message;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why there is no connection to a telephony system, in words for whoever has set it up.
public final class LineException extends IOException {

    private static final long serialVersionUID = 1;

    public LineException(String message) {
        super(message);
    }

    LineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
