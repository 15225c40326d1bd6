package callboard.calls.webhook;

import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/ops/webhooks/{name}/attempts`.
record AttemptParameters(
        @Nullable @Range(min = 1, max = 200, message = "must be a whole number from {min} to {max}")
        Integer limit) {

    private static final int DEFAULT_LIMIT = 50;

    int size() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }
}
