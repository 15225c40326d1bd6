package callboard.calls.docs;

import static callboard.calls.docs.Operation.ADMINISTRATOR;
import static callboard.calls.docs.Operation.choice;
import static callboard.calls.docs.Operation.delete;
import static callboard.calls.docs.Operation.get;
import static callboard.calls.docs.Operation.instant;
import static callboard.calls.docs.Operation.listOf;
import static callboard.calls.docs.Operation.number;
import static callboard.calls.docs.Operation.post;
import static callboard.calls.docs.Operation.put;
import static callboard.calls.docs.Operation.schema;
import static callboard.calls.docs.Operation.text;
import static callboard.contracts.ProblemCode.INVALID_PARAMETER;
import static callboard.contracts.ProblemCode.INVALID_PAYLOAD;
import static callboard.contracts.ProblemCode.MALFORMED_JSON;
import static callboard.contracts.ProblemCode.NOT_FOUND;
import static callboard.contracts.ProblemCode.PAYLOAD_TOO_LARGE;
import static callboard.contracts.ProblemCode.REQUEST_TIMEOUT;
import static callboard.contracts.ProblemCode.UNAVAILABLE;
import static callboard.contracts.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import callboard.contracts.WebhookAttempt;
import callboard.contracts.WebhookMessage;
import callboard.contracts.WebhookReplay;
import callboard.contracts.WebhookSecret;
import callboard.contracts.WebhookSettings;
import callboard.contracts.WebhookTrial;
import callboard.contracts.WebhookView;
import java.util.List;
import org.springframework.http.MediaType;

/// What the handlers of webhooks take and answer.
final class WebhookOperations {

    private static final String TAG = "Webhooks";
    private static final String ONE = "/api/ops/webhooks/{name}";

    private WebhookOperations() {}

    static List<Operation> all() {
        return List.of(
                get("/api/ops/webhooks", TAG, "listWebhooks", "The webhooks, by name.")
                        .key(ADMINISTRATOR)
                        .answers(200, "The webhooks", listOf(WebhookView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(503, UNAVAILABLE),
                webhook(get(ONE, TAG, "getWebhook", "One of them."))
                        .answers(200, "The webhook", schema(WebhookView.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                webhook(
                                put(
                                        ONE,
                                        TAG,
                                        "putWebhook",
                                        "Makes a webhook, with a secret that is shown this once, or changes it. What waits for its next attempt is then tried at once."))
                        .takes(MediaType.APPLICATION_JSON_VALUE, schema(WebhookSettings.class))
                        .answers(201, "Made", schema(WebhookView.class))
                        .answers(200, "Changed", schema(WebhookView.class))
                        .refuses(400, MALFORMED_JSON, INVALID_PAYLOAD, INVALID_PARAMETER)
                        .refuses(408, REQUEST_TIMEOUT)
                        .refuses(413, PAYLOAD_TOO_LARGE)
                        .refuses(415, UNSUPPORTED_MEDIA_TYPE),
                webhook(delete(ONE, TAG, "deleteWebhook", "Sends nothing more, and forgets what waits."))
                        .answers(200, "The webhook as it was", schema(WebhookView.class))
                        .refuses(404, NOT_FOUND),
                webhook(post(
                                ONE + "/secret",
                                TAG,
                                "rotateWebhookSecret",
                                "Makes a new secret, which is shown this once. The old one signs beside it for a day."))
                        .answers(200, "The secret", schema(WebhookSecret.class))
                        .refuses(404, NOT_FOUND),
                webhook(post(
                                ONE + "/test",
                                TAG,
                                "testWebhook",
                                "Sends a message of the type `callboard.test`, once, and says what came back."))
                        .answers(200, "What came back", schema(WebhookTrial.class))
                        .refuses(404, NOT_FOUND),
                webhook(get(ONE + "/attempts", TAG, "listWebhookAttempts", "What was sent last, the newest first."))
                        .query("limit", "At most so many", number(50, 200))
                        .answers(200, "The attempts", listOf(WebhookAttempt.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                webhook(get(
                                ONE + "/messages",
                                TAG,
                                "listWebhookMessages",
                                "What waits to be sent, or was given up, the oldest first."))
                        .query("state", "Which of the two", choice("waiting", "waiting", "failed"))
                        .query("limit", "At most so many", number(50, 200))
                        .answers(200, "The messages", listOf(WebhookMessage.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND),
                webhook(
                                post(
                                        ONE + "/messages/{id}/replay",
                                        TAG,
                                        "replayWebhookMessage",
                                        "Sends one that was given up again, under the same id; one that waits is sent at once."))
                        .inPath("id", "Its `webhook-id`", text())
                        .answers(200, "It is sent", schema(WebhookReplay.class))
                        .refuses(404, NOT_FOUND),
                webhook(post(ONE + "/replay", TAG, "replayWebhook", "Sends all again that was given up."))
                        .query("since", "Only what was to be sent since then", instant())
                        .answers(200, "How many", schema(WebhookReplay.class))
                        .refuses(400, INVALID_PARAMETER)
                        .refuses(404, NOT_FOUND));
    }

    private static Operation webhook(Operation operation) {
        return operation
                .key(ADMINISTRATOR)
                .inPath("name", "What it is called", text(WebhookSettings.NAME))
                .refuses(503, UNAVAILABLE);
    }
}
