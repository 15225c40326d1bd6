package callboard.calls.channel;

import callboard.contracts.Alert;
import callboard.contracts.ChannelSettings.Webhook;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is posted for a digest, as each kind wants it.
@Component
class Bodies {

    // Slack refuses longer texts of a section (3,000) and of a header (150).
    private static final int SLACK_TEXT = 2_900;
    private static final int TITLE = 150;

    private final JsonMapper json;
    private final Mustache.Compiler mustache;

    Bodies(JsonMapper json) {
        this.json = json;
        this.mustache = Mustache.compiler().nullValue("").withEscaper(text -> {
            var quoted = json.writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        });
    }

    /// By [Block Kit](https://docs.slack.dev/reference/block-kit/blocks/), with a text for notifications.
    String slack(Digest digest) {
        var lines = cut(String.join("\n", digest.lines()), SLACK_TEXT);
        var blocks = new ArrayList<Map<String, Object>>();
        blocks.add(Map.of("type", "section", "text", Map.of("type", "plain_text", "text", lines)));
        var buttons = links(digest).entrySet().stream()
                .map(link -> Map.of(
                        "type", "button",
                        "text", Map.of("type", "plain_text", "text", link.getKey()),
                        "url", link.getValue()))
                .toList();
        if (!buttons.isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", buttons));
        }
        return json.writeValueAsString(Map.of("text", escapedForSlack(cut(digest.title(), TITLE)), "blocks", blocks));
    }

    /// The three characters that [Slack reads](https://docs.slack.dev/messaging/formatting-message-text/#escaping).
    private static String escapedForSlack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// An [Adaptive Card](https://adaptivecards.io/explorer/) of 1.4, which Teams shows, in the message that a workflow
    /// of Teams takes.
    String teams(Digest digest) {
        var texts = new ArrayList<Map<String, Object>>();
        texts.add(Map.of(
                "type",
                "TextBlock",
                "text",
                plainForTeams(cut(digest.title(), TITLE)),
                "weight",
                "bolder",
                "wrap",
                true));
        if (digest.raised().size() + digest.cleared().size() > 1) {
            digest.lines()
                    .forEach(line -> texts.add(Map.of(
                            "type", "TextBlock", "text", plainForTeams(line), "wrap", true, "spacing", "small")));
        }
        var card = new LinkedHashMap<String, Object>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("body", texts);
        card.put(
                "actions",
                links(digest).entrySet().stream()
                        .map(link -> Map.of("type", "Action.OpenUrl", "title", link.getKey(), "url", link.getValue()))
                        .toList());
        return json.writeValueAsString(Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    /// Teams reads some Markdown in texts: an id with underscores must not become italics.
    private static String plainForTeams(String text) {
        return text.replaceAll("([\\\\*_\\[\\]~`])", "\\\\$1");
    }

    /// Plain text.
    String mail(Digest digest) {
        var text = new StringBuilder();
        digest.lines().forEach(line -> text.append(line).append('\n'));
        links(digest)
                .forEach((title, url) ->
                        text.append('\n').append(title).append(": ").append(url));
        return text.append('\n').toString();
    }

    /// What a template makes of it, or Callboard's own JSON.
    ///
    /// @throws MustacheException for what the template names and doesn't exist
    String webhook(Webhook settings, Digest digest) {
        var filling = filling(digest);
        return settings.template() == null
                ? json.writeValueAsString(filling)
                : template(settings.template()).execute(filling);
    }

    private Template template(String text) {
        return mustache.compile(text);
    }

    /// Why a template can't be used; absent when it makes JSON of a message that it was tried with.
    Optional<String> issue(@Nullable String template, Digest example) {
        if (template == null) {
            return Optional.empty();
        }
        try {
            json.readValue(template(template).execute(filling(example)), JsonNode.class);
            return Optional.empty();
        } catch (MustacheException wrong) {
            return Optional.of("is no template that can be filled: " + wrong.getMessage());
        } catch (JacksonException noJson) {
            return Optional.of("makes no JSON: " + noJson.getOriginalMessage());
        }
    }

    private static Map<String, Object> filling(Digest digest) {
        var filling = new LinkedHashMap<String, @Nullable Object>();
        filling.put("title", digest.title());
        filling.put("text", String.join("\n", digest.lines()));
        filling.put("raised", digest.raised().stream().map(Bodies::filling).toList());
        filling.put("cleared", digest.cleared().stream().map(Bodies::filling).toList());
        filling.put("raisedCount", digest.raised().size());
        filling.put("clearedCount", digest.cleared().size());
        filling.put("board", digest.board());
        filling.put("acknowledgment", digest.acknowledgment());
        return filling;
    }

    private static Map<String, Object> filling(Alert alert) {
        var filling = new LinkedHashMap<String, @Nullable Object>();
        filling.put("id", alert.id());
        filling.put("level", alert.level().word());
        filling.put(
                "rule",
                alert.crossing() == null
                        ? alert.rule().word()
                        : alert.crossing().rule());
        filling.put("queueId", alert.queueId());
        filling.put("callId", alert.callId());
        filling.put("agentId", alert.agentId());
        filling.put("at", alert.at().toString());
        filling.put("message", alert.message());
        filling.put("state", alert.state().word());
        return filling;
    }

    private static Map<String, String> links(Digest digest) {
        var links = new LinkedHashMap<String, String>();
        if (digest.acknowledgment() != null) {
            links.put("Acknowledge", digest.acknowledgment());
        }
        if (digest.board() != null) {
            links.put("Open Callboard", digest.board());
        }
        return links;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
