package callboard.calls.webhook;

import callboard.contracts.WebhookMessageState;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/ops/webhooks/{name}/messages`: those that wait, unless it says otherwise.
record MessageParameters(
        @Nullable WebhookMessageState state,

        @Nullable @Range(min = 1, max = 200, message = "must be a whole number from {min} to {max}")
        Integer limit) {

    private static final int DEFAULT_LIMIT = 50;

    WebhookMessageState wanted() {
        return state == null ? WebhookMessageState.WAITING : state;
    }

    int size() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }
}
