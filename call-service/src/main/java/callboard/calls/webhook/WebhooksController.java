package callboard.calls.webhook;

import callboard.calls.outbound.OutboundHttp;
import callboard.calls.outbound.OutboundHttp.Answered;
import callboard.calls.outbound.OutboundHttp.Outcome;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import callboard.calls.security.SecretBox.SecretException;
import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.calls.webhook.MessageRepository.Backlog;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.WebhookAttempt;
import callboard.contracts.WebhookMessage;
import callboard.contracts.WebhookReplay;
import callboard.contracts.WebhookSecret;
import callboard.contracts.WebhookSettings;
import callboard.contracts.WebhookState;
import callboard.contracts.WebhookStatus;
import callboard.contracts.WebhookTrial;
import callboard.contracts.WebhookView;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Webhooks, for administrators: made, changed, tried, looked at and replayed while everything runs.
@RestController
class WebhooksController {

    private static final Logger log = LoggerFactory.getLogger(WebhooksController.class);

    private final Webhooks administration;
    private final WebhookRepository webhooks;
    private final MessageRepository messages;
    private final WebhookSender sender;
    private final OutboundHttp http;

    WebhooksController(
            Webhooks administration,
            WebhookRepository webhooks,
            MessageRepository messages,
            WebhookSender sender,
            OutboundHttp http) {
        this.administration = administration;
        this.webhooks = webhooks;
        this.messages = messages;
        this.sender = sender;
        this.http = http;
    }

    /// All of them, by name.
    @GetMapping("/api/ops/webhooks")
    List<WebhookView> list() {
        var backlogs = messages.backlogs();
        return webhooks.all().stream().map(webhook -> view(webhook, backlogs)).toList();
    }

    /// One of them.
    @GetMapping("/api/ops/webhooks/{name}")
    WebhookView one(@PathVariable String name) {
        return view(find(name), messages.backlogs());
    }

    /// Makes a webhook (201), with a secret that is shown this once, or changes it (200).
    @PutMapping("/api/ops/webhooks/{name}")
    ResponseEntity<WebhookView> put(
            @PathVariable String name, @Valid @RequestBody WebhookSettings settings, Principal operator) {
        checkName(name);
        OutboundHttp.fault(settings.url()).ifPresent(WebhooksController::refuseUrl);
        http.refusal(settings.url()).ifPresent(WebhooksController::refuseUrl);
        var changed = keeping(() -> administration.put(name, settings, operator.getName()));
        log.info("{} set up the webhook {}", operator.getName(), name);
        var view = view(changed.webhook(), messages.backlogs());
        var secret = changed.secret();
        return secret == null
                ? ResponseEntity.ok(view)
                : ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(view.with(secret));
    }

    /// Sends nothing more, and forgets what waits.
    @DeleteMapping("/api/ops/webhooks/{name}")
    WebhookView delete(@PathVariable String name, Principal operator) {
        var backlogs = messages.backlogs();
        var deleted = administration.delete(name, operator.getName()).orElseThrow(WebhooksController::unknown);
        log.info("{} deleted the webhook {}", operator.getName(), name);
        return view(deleted, backlogs);
    }

    /// Makes a new secret, which is shown this once; the old one signs beside it for a while.
    @PostMapping("/api/ops/webhooks/{name}/secret")
    ResponseEntity<WebhookSecret> rotate(@PathVariable String name, Principal operator) {
        var secret =
                keeping(() -> administration.rotate(name, operator.getName())).orElseThrow(WebhooksController::unknown);
        log.info("{} made a new secret for the webhook {}", operator.getName(), name);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(secret);
    }

    /// Sends a `callboard.test`, once, and says what came back.
    @PostMapping("/api/ops/webhooks/{name}/test")
    WebhookTrial test(@PathVariable String name) {
        return trial(sender.sendTest(find(name)));
    }

    /// The last attempts, the newest first.
    @GetMapping("/api/ops/webhooks/{name}/attempts")
    List<WebhookAttempt> attempts(@PathVariable String name, @QueryParameters AttemptParameters parameters) {
        return messages.attempts(find(name).name(), parameters.size());
    }

    /// What waits, or what failed, the oldest first.
    @GetMapping("/api/ops/webhooks/{name}/messages")
    List<WebhookMessage> messages(@PathVariable String name, @QueryParameters MessageParameters parameters) {
        return messages.list(find(name).name(), parameters.wanted(), parameters.size());
    }

    /// Sends one that failed again, under the same id; one that waits is sent at once.
    @PostMapping("/api/ops/webhooks/{name}/messages/{id}/replay")
    WebhookReplay replay(@PathVariable String name, @PathVariable String id, Principal operator) {
        boolean isThere = Message.idOf(id)
                .filter(messageId -> administration.replay(name, messageId, operator.getName()))
                .isPresent();
        if (!isThere) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "No such message waits for this webhook, or failed");
        }
        log.info("{} replayed message {} of the webhook {}", operator.getName(), id, name);
        return new WebhookReplay(1);
    }

    /// Sends all again that failed.
    @PostMapping("/api/ops/webhooks/{name}/replay")
    WebhookReplay replay(@PathVariable String name, @QueryParameters ReplayParameters parameters, Principal operator) {
        int replayed = administration.replayFailed(find(name).name(), parameters.from(), operator.getName());
        log.info("{} replayed {} messages of the webhook {}", operator.getName(), replayed, name);
        return new WebhookReplay(replayed);
    }

    private static WebhookTrial trial(Outcome outcome) {
        return switch (outcome) {
            case Answered answered -> {
                var seconds = answered.took().toMillis() / 1000.0;
                yield new WebhookTrial(
                        answered.isSuccess(),
                        "Answered with %d after %s s%s"
                                .formatted(
                                        answered.status(),
                                        seconds,
                                        answered.beginning().isBlank() ? "" : ": " + answered.beginning()));
            }
            case Unanswered unanswered -> new WebhookTrial(false, unanswered.reason());
        };
    }

    private static WebhookView view(Webhook webhook, Map<String, Backlog> backlogs) {
        var backlog = backlogs.getOrDefault(webhook.name(), Backlog.NOTHING);
        return new WebhookView(
                webhook.name(),
                webhook.settings(),
                webhook.version(),
                webhook.changedBy(),
                webhook.changedAt(),
                webhook.oldSecretUntil(),
                new WebhookState(
                        status(webhook),
                        webhook.failingSince(),
                        webhook.reason(),
                        webhook.deliveredAt(),
                        backlog.waiting(),
                        backlog.oldestAt(),
                        backlog.failed(),
                        webhook.dropped()),
                null);
    }

    private static WebhookStatus status(Webhook webhook) {
        if (!webhook.isEnabled()) {
            return WebhookStatus.OFF;
        }
        if (webhook.isFull()) {
            return WebhookStatus.DROPPING;
        }
        return webhook.failingSince() == null ? WebhookStatus.WORKING : WebhookStatus.FAILING;
    }

    private Webhook find(String name) {
        return webhooks.find(name).orElseThrow(WebhooksController::unknown);
    }

    private static <T> T keeping(Supplier<T> change) {
        try {
            return change.get();
        } catch (SecretException unkept) {
            throw invalid("secret", String.valueOf(unkept.getMessage()));
        }
    }

    private static void refuseUrl(String why) {
        throw invalid("url", why);
    }

    private static ProblemException invalid(String path, String why) {
        return ProblemException.invalidPayload(List.of(new Issue(path, why, "invalid_value")));
    }

    private static void checkName(String name) {
        if (!name.matches(WebhookSettings.NAME)) {
            throw ProblemException.invalidName("a webhook", WebhookSettings.NAME_MESSAGE);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is no such webhook");
    }
}
