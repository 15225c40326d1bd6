package callboard.calls.channel;

import callboard.calls.outbound.OutboundHttp;
import callboard.calls.outbound.OutboundHttp.Answered;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import callboard.contracts.Alert;
import callboard.contracts.AlertLevel;
import callboard.contracts.ChannelSettings;
import callboard.contracts.ChannelSettings.Mail;
import callboard.contracts.ChannelSettings.Slack;
import callboard.contracts.ChannelSettings.Teams;
import callboard.contracts.ChannelSettings.Webhook;
import callboard.contracts.Problem.Issue;
import callboard.contracts.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Sends a digest, once, as the channel's kind wants it.
@Component
class ChannelSender {

    private static final String NO_MAIL_SERVER =
            "No mail server is configured: set CALLBOARD_MAIL_HOST (see docs/channels.md)";

    // A subject of more is folded, and cut by what shows it.
    private static final int SUBJECT = 150;

    /// @param reason     why it was not taken, in words for administrators; absent when it was
    /// @param retryAfter how long the other side asks not to be tried again, if it does
    record Answer(@Nullable String reason, @Nullable Duration retryAfter) {}

    private static final Answer TAKEN = new Answer(null, null);

    private final OutboundHttp http;
    private final ObjectProvider<JavaMailSenderImpl> mail;
    private final Bodies bodies;
    private final ChannelProperties properties;
    private final Clock clock;

    ChannelSender(
            OutboundHttp http,
            ObjectProvider<JavaMailSenderImpl> mail,
            Bodies bodies,
            ChannelProperties properties,
            Clock clock) {
        this.http = http;
        this.mail = mail;
        this.bodies = bodies;
        this.properties = properties;
        this.clock = clock;
    }

    /// What a channel is tried with.
    Digest example() {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var alert = new Alert(
                "example",
                AlertLevel.WARNING,
                Rule.WAIT_SLA_EXCEEDED,
                "call-example",
                "example",
                null,
                now,
                now,
                30,
                "This is a test of Callboard: nothing is wrong.",
                null,
                null,
                null);
        var board = properties.publicUrl();
        return new Digest(List.of(alert), List.of(), board.isEmpty() ? null : board + "/alerts", null);
    }

    /// What is wrong with settings as such; absent when they may be tried.
    Optional<Issue> issue(ChannelSettings settings) {
        return switch (settings) {
            case Slack slack -> addressIssue(slack.url());
            case Teams teams -> addressIssue(teams.url());
            case Webhook webhook ->
                addressIssue(webhook.url())
                        .or(() -> bodies.issue(webhook.template(), example())
                                .map(issue -> new Issue("template", issue, "invalid_value")));
            case Mail _ -> Optional.empty();
        };
    }

    private static Optional<Issue> addressIssue(@Nullable String address) {
        return address == null
                ? Optional.empty()
                : OutboundHttp.fault(address).map(fault -> new Issue("url", fault, "invalid_value"));
    }

    /// @param settings with their secrets
    Answer send(ChannelSettings settings, Digest digest) {
        return switch (settings) {
            case Slack slack -> post(slack.url(), Map.of(), bodies.slack(digest));
            case Teams teams -> post(teams.url(), Map.of(), bodies.teams(digest));
            case Webhook webhook ->
                post(
                        webhook.url(),
                        webhook.authorization() == null
                                ? Map.of()
                                : Map.of(HttpHeaders.AUTHORIZATION, webhook.authorization()),
                        bodies.webhook(webhook, digest));
            case Mail people -> mail(people, digest);
        };
    }

    private Answer post(@Nullable String address, Map<String, String> headers, String body) {
        return switch (http.post(Objects.requireNonNull(address), headers, body)) {
            case Answered answered when answered.isSuccess() -> TAKEN;
            case Answered refused ->
                new Answer(
                        "Answered with %d %s"
                                .formatted(refused.status(), refused.beginning())
                                .strip(),
                        refused.retryAfter());
            case Unanswered unanswered -> new Answer(unanswered.reason(), null);
        };
    }

    private Answer mail(Mail people, Digest digest) {
        var server = mail.getIfAvailable();
        if (server == null || server.getHost() == null || server.getHost().isBlank()) {
            return new Answer(NO_MAIL_SERVER, null);
        }
        try {
            server.send(written -> {
                // Nobody's "I am on holiday" answers it.
                written.setHeader("Auto-Submitted", "auto-generated");
                var message = new MimeMessageHelper(written, StandardCharsets.UTF_8.name());
                message.setFrom(properties.mailFrom());
                message.setTo(people.to().toArray(String[]::new));
                message.setSubject(subject(digest.title()));
                message.setText(bodies.mail(digest));
            });
            return TAKEN;
        } catch (MailException failure) {
            return new Answer("The mail server did not take it: " + failure.getMessage(), null);
        }
    }

    private static String subject(String title) {
        var line = title.replaceAll("\\p{Cc}", " ");
        return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT - 1) + "…";
    }
}
