package callboard.calls.channel;

import static java.util.stream.Collectors.joining;

import callboard.calls.alert.Acknowledgements;
import callboard.calls.web.ProblemException;
import callboard.contracts.Alert;
import callboard.contracts.AlertAcknowledgement;
import callboard.contracts.Problem.Issue;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.Viewer;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// Where the link of a message leads: a page that works on a phone, without the dashboard and without a login, since
/// who has the message has the token. Only its button changes anything: chats and mail servers open links to look at
/// them.
@RestController
class AcknowledgmentPage {

    private static final int SHOWN = 50;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>Callboard alerts</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
              main { max-width: 40rem; margin: 0 auto; padding: 1rem }
              li { margin: .5rem 0; overflow-wrap: anywhere }
              label, input, button { display: block; width: 100%%; box-sizing: border-box; font: inherit }
              input, button { padding: .6rem; margin: .3rem 0 1rem }
            </style>
            <main>%s</main>
            </html>
            """;

    private static final String FORM = """
            <form method="post">
              <label for="by">Your name</label>
              <input id="by" name="by" required maxlength="64" autocomplete="name">
              <button>Acknowledge</button>
            </form>
            """;

    private final ChannelNotices notices;
    private final Acknowledgements acknowledgements;

    AcknowledgmentPage(ChannelNotices notices, Acknowledgements acknowledgements) {
        this.notices = notices;
        this.acknowledgements = acknowledgements;
    }

    /// Shows what the message told, and who has taken it.
    @GetMapping(path = "/api/acknowledge/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String token) {
        return told(token)
                .map(told -> page(acknowledgements.find(told.alerts())))
                .orElseGet(AcknowledgmentPage::gone);
    }

    /// Takes all of it, and shows it again.
    @PostMapping(
            path = "/api/acknowledge/{token}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> take(@PathVariable String token, @RequestParam(defaultValue = "") String by) {
        var name = by.strip();
        if (!name.matches(AlertAcknowledgement.NAME)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    ProblemCode.INVALID_PARAMETER,
                    "Invalid name",
                    List.of(new Issue("by", AlertAcknowledgement.NAME_MESSAGE, "invalid_value")));
        }
        return told(token)
                .map(told -> page(acknowledgements.acknowledge(
                        told.alerts(), name, new Viewer("the link of channel " + told.channel(), null, null))))
                .orElseGet(AcknowledgmentPage::gone);
    }

    private Optional<ChannelNotices.Told> told(String token) {
        return Optional.ofNullable(notices.of(AcknowledgmentTokens.hashed(token)));
    }

    private static ResponseEntity<String> page(List<Alert> alerts) {
        boolean isOpen = alerts.stream().anyMatch(alert -> alert.acknowledgedAt() == null && alert.clearedAt() == null);
        var lines =
                alerts.stream().limit(SHOWN).map(AcknowledgmentPage::line).collect(joining("\n", "<ul>\n", "\n</ul>"));
        var more = alerts.size() > SHOWN ? "<p>and %d more</p>".formatted(alerts.size() - SHOWN) : "";
        return answer(
                HttpStatus.OK,
                "<h1>%d %s</h1>".formatted(alerts.size(), alerts.size() == 1 ? "alert" : "alerts")
                        + lines
                        + more
                        + (isOpen ? FORM : "<p>Nothing of this is open any more.</p>"));
    }

    private static String line(Alert alert) {
        var state = alert.clearedAt() != null
                ? "over"
                : alert.acknowledgedBy() != null ? "taken by " + alert.acknowledgedBy() : "open";
        return "<li>%s <strong>(%s)</strong></li>"
                .formatted(HtmlUtils.htmlEscape(alert.message()), HtmlUtils.htmlEscape(state));
    }

    private static ResponseEntity<String> gone() {
        return answer(
                HttpStatus.NOT_FOUND,
                "<h1>No longer here</h1><p>This link is not known, or what it told is kept no longer.</p>");
    }

    private static ResponseEntity<String> answer(HttpStatus status, String content) {
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .header("Referrer-Policy", "no-referrer")
                .body(PAGE.formatted(content));
    }
}
