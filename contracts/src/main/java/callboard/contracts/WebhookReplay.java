package callboard.contracts;

/// How many messages are sent again: `POST /api/ops/webhooks/{name}/replay`, and of one `…/messages/{id}/replay`.
public record WebhookReplay(long messages) {}
