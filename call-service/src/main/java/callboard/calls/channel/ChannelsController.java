package callboard.calls.channel;

import callboard.calls.security.SecretBox;
import callboard.calls.web.ProblemException;
import callboard.contracts.ChannelMessage;
import callboard.contracts.ChannelSettings;
import callboard.contracts.ChannelView;
import callboard.contracts.ConnectionSettings;
import callboard.contracts.ConnectionTrial;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Channels, for administrators: made, changed, tried and looked at while everything runs.
@RestController
class ChannelsController {

    private static final Logger log = LoggerFactory.getLogger(ChannelsController.class);

    private final Channels channels;
    private final ChannelNotices notices;
    private final ChannelSender sender;

    ChannelsController(Channels channels, ChannelNotices notices, ChannelSender sender) {
        this.channels = channels;
        this.notices = notices;
        this.sender = sender;
    }

    /// All of them, by name.
    @GetMapping("/api/ops/channels")
    List<ChannelView> list() {
        return channels.all();
    }

    /// One of them.
    @GetMapping("/api/ops/channels/{name}")
    ChannelView one(@PathVariable String name) {
        return channels.find(name).orElseThrow(ChannelsController::unknown);
    }

    /// Makes a channel (201) or changes it (200); a secret that is absent stays as it is. A new one tells what is
    /// raised from then on.
    @PutMapping("/api/ops/channels/{name}")
    ResponseEntity<ChannelView> put(
            @PathVariable String name, @Valid @RequestBody ChannelSettings settings, Principal operator) {
        complete(name, settings);
        ChannelView channel;
        try {
            channel = channels.put(name, settings, operator.getName());
        } catch (SecretBox.SecretException unkept) {
            throw invalid(settings.secretNames(), String.valueOf(unkept.getMessage()));
        }
        log.info("{} set up the {} channel {}", operator.getName(), settings.kind(), name);
        return ResponseEntity.status(channel.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK)
                .body(channel);
    }

    /// Tells nothing any more.
    @DeleteMapping("/api/ops/channels/{name}")
    ChannelView delete(@PathVariable String name, Principal operator) {
        var deleted = channels.delete(name, operator.getName()).orElseThrow(ChannelsController::unknown);
        log.info("{} deleted the channel {}", operator.getName(), name);
        return deleted;
    }

    /// Sends a message that says it is a test, without keeping anything; secrets that are absent are those that are
    /// stored.
    @PostMapping("/api/ops/channels/{name}/test")
    ConnectionTrial test(@PathVariable String name, @Valid @RequestBody ChannelSettings settings) {
        var answer = sender.send(complete(name, settings), sender.example());
        return answer.reason() == null
                ? new ConnectionTrial(true, "The message was taken")
                : new ConnectionTrial(false, answer.reason());
    }

    /// The last messages, the newest first.
    @GetMapping("/api/ops/channels/{name}/messages")
    List<ChannelMessage> messages(@PathVariable String name) {
        return notices.messages(
                channels.find(name).orElseThrow(ChannelsController::unknown).name());
    }

    /// With every secret that its kind needs.
    private ChannelSettings complete(String name, ChannelSettings settings) {
        if (!name.matches(ConnectionSettings.NAME)) {
            throw ProblemException.invalidName("a channel", ConnectionSettings.NAME_MESSAGE);
        }
        sender.issue(settings).ifPresent(issue -> {
            throw ProblemException.invalidPayload(List.of(issue));
        });
        ChannelSettings complete;
        try {
            complete = channels.complete(name, settings);
        } catch (SecretBox.SecretException unreadable) {
            throw invalid(settings.secretNames(), String.valueOf(unreadable.getMessage()));
        }
        var missing = new TreeSet<>(settings.neededSecrets());
        missing.removeAll(complete.secrets().keySet());
        if (!missing.isEmpty()) {
            throw invalid(missing, "must be given: none is stored");
        }
        return complete;
    }

    private static ProblemException invalid(Set<String> fields, String why) {
        return ProblemException.invalidPayload(fields.stream()
                .map(field -> new Issue(field, why, "invalid_value"))
                .toList());
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.NOT_FOUND, "There is no such channel");
    }
}
