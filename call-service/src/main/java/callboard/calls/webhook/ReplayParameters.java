package callboard.calls.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The parameters of `POST /api/ops/webhooks/{name}/replay`: all that failed, unless it says since when.
record ReplayParameters(@Nullable Instant since) {

    Instant from() {
        return since == null ? Instant.EPOCH : since;
    }
}
