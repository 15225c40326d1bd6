package callboard.calls.channel;

import static callboard.calls.channel.DigestTest.AT;
import static callboard.calls.channel.DigestTest.alert;
import static org.assertj.core.api.Assertions.assertThat;

import callboard.contracts.AlertLevel;
import callboard.contracts.ChannelSettings.Webhook;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BodiesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LINK = "https://calls.example/api/acknowledge/t0ken";

    private final Bodies bodies = new Bodies(JSON);
    private final Digest one = new Digest(
            List.of(alert("a_b_c", AlertLevel.BREACH, "R&D <\"new\">", null)),
            List.of(),
            "https://calls.example/alerts",
            LINK);
    private final Digest two =
            new Digest(one.raised(), List.of(alert("2", AlertLevel.BREACH, "sales", AT)), null, null);

    @Test
    void slackGetsBlocksAndATextForNotifications() {
        assertThat(JSON.readTree(bodies.slack(one))).isEqualTo(JSON.readTree("""
                {"text": "🔴 Breach [R&amp;D &lt;\\"new\\"&gt;]: Call call-a_b_c waits longer than 30 s",
                 "blocks": [
                   {"type": "section", "text": {"type": "plain_text",
                      "text": "🔴 Breach [R&D <\\"new\\">]: Call call-a_b_c waits longer than 30 s"}},
                   {"type": "actions", "elements": [
                     {"type": "button", "text": {"type": "plain_text", "text": "Acknowledge"}, "url": "%s"},
                     {"type": "button", "text": {"type": "plain_text", "text": "Open Callboard"},
                      "url": "https://calls.example/alerts"}]}]}
                """.formatted(LINK)));
    }

    @Test
    void slackGetsNoButtonsThatLeadNowhere() {
        assertThat(JSON.readTree(bodies.slack(two)).path("blocks").size()).isEqualTo(1);
    }

    @Test
    void teamsGetsACard() {
        assertThat(JSON.readTree(bodies.teams(one))).isEqualTo(JSON.readTree("""
                {"type": "message", "attachments": [
                  {"contentType": "application/vnd.microsoft.card.adaptive", "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type": "AdaptiveCard", "version": "1.4",
                    "body": [{"type": "TextBlock", "weight": "bolder", "wrap": true,
                      "text": "🔴 Breach \\\\[R&D <\\"new\\">\\\\]: Call call-a\\\\_b\\\\_c waits longer than 30 s"}],
                    "actions": [
                      {"type": "Action.OpenUrl", "title": "Acknowledge", "url": "%s"},
                      {"type": "Action.OpenUrl", "title": "Open Callboard", "url": "https://calls.example/alerts"}]}}]}
                """.formatted(LINK)));
        assertThat(JSON.readTree(bodies.teams(two))
                        .at("/attachments/0/content/body")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void mailIsPlainText() {
        assertThat(bodies.mail(one)).isEqualTo("""
                🔴 Breach [R&D <"new">]: Call call-a_b_c waits longer than 30 s

                Acknowledge: %s
                Open Callboard: https://calls.example/alerts
                """.formatted(LINK));
    }

    private static Webhook webhook(@Nullable String template) {
        return new Webhook(true, null, "https://example.com", template, null);
    }

    @Test
    void aTemplateIsFilledAsJson() {
        var template = """
                {"summary": "{{title}}", "count": {{raisedCount}}, "link": "{{acknowledgment}}",
                 "calls": [{{#raised}}{"call": "{{callId}}", "agent": "{{agentId}}"}{{^-last}},{{/-last}}{{/raised}}]}""";
        assertThat(bodies.issue(template, one)).isEmpty();
        assertThat(JSON.readTree(bodies.webhook(webhook(template), one))).isEqualTo(JSON.readTree("""
                {"summary": "🔴 Breach [R&D <\\"new\\">]: Call call-a_b_c waits longer than 30 s", "count": 1,
                 "link": "%s", "calls": [{"call": "call-a_b_c", "agent": ""}]}
                """.formatted(LINK)));
    }

    @Test
    void withoutATemplateEverythingIsTold() {
        var body = JSON.readTree(bodies.webhook(webhook(null), two));
        assertThat(body.path("title").asString()).isEqualTo("1 alert: R&D <\"new\">; 1 over: sales");
        assertThat(body.at("/raised/0/state").asString()).isEqualTo("open");
        assertThat(body.at("/cleared/0/state").asString()).isEqualTo("cleared");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"text\": \"{{tittle}}\"}", "{\"text\": \"{{#raised}}\"}", "{\"text\": {{title}}}", "{{title}}"
            })
    void aTemplateThatCanNotBeUsedIsTold(String template) {
        assertThat(bodies.issue(template, one)).isPresent();
    }
}
