package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where alerts are told: `PUT /api/ops/channels/{name}`, distinguished by `kind`.
///
/// Secrets are only ever sent: no answer has them. One that is absent stays as it is.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChannelSettings.Slack.class, name = "slack"),
    @JsonSubTypes.Type(value = ChannelSettings.Teams.class, name = "teams"),
    @JsonSubTypes.Type(value = ChannelSettings.Mail.class, name = "email"),
    @JsonSubTypes.Type(value = ChannelSettings.Webhook.class, name = "webhook")
})
public sealed interface ChannelSettings extends SettingsWithSecrets<ChannelSettings> {

    String ADDRESS = "https?://[^\\s#]{1,2000}";
    String ADDRESS_MESSAGE = "must be an address";

    Boolean enabled();

    @Nullable
    ChannelRoute route();

    /// The secrets without which it tells nobody anything.
    default Set<String> neededSecrets() {
        return secretNames();
    }

    /// The route, or the one that leaves nothing out.
    default ChannelRoute routed() {
        var route = route();
        return route == null ? ChannelRoute.EVERYTHING : route;
    }

    private static Map<String, String> secret(String name, @Nullable String value) {
        return value == null ? Map.of() : Map.of(name, value);
    }

    /// A channel of Slack, by an
    /// [incoming webhook](https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/).
    ///
    /// @param url of the webhook; who knows it can post, so it is a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Slack(
            @NotNull Boolean enabled,
            @Nullable @Valid ChannelRoute route,

            @Nullable @Pattern(regexp = ADDRESS, message = ADDRESS_MESSAGE)
            String url)
            implements ChannelSettings {

        @Override
        public String kind() {
            return "slack";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("url");
        }

        @Override
        public Map<String, String> secrets() {
            return secret("url", url);
        }

        @Override
        public Slack withSecrets(Map<String, String> secrets) {
            return new Slack(enabled, route, secrets.get("url"));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "slack";
        }
    }

    /// A channel of Microsoft Teams, by a workflow of "When a Teams webhook request is received", which takes
    /// [Adaptive Cards](https://learn.microsoft.com/en-us/connectors/teams/).
    ///
    /// @param url of the workflow; it holds a signature, so it is a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Teams(
            @NotNull Boolean enabled,
            @Nullable @Valid ChannelRoute route,

            @Nullable @Pattern(regexp = ADDRESS, message = ADDRESS_MESSAGE)
            String url)
            implements ChannelSettings {

        @Override
        public String kind() {
            return "teams";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("url");
        }

        @Override
        public Map<String, String> secrets() {
            return secret("url", url);
        }

        @Override
        public Teams withSecrets(Map<String, String> secrets) {
            return new Teams(enabled, route, secrets.get("url"));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "teams";
        }
    }

    /// People's mail, by the server that is configured (`spring.mail.*`).
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mail(
            @NotNull Boolean enabled,
            @Nullable @Valid ChannelRoute route,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Email @Size(min = 3, max = 254) String> to)
            implements ChannelSettings {

        @Override
        public String kind() {
            return "email";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of();
        }

        @Override
        public Map<String, String> secrets() {
            return Map.of();
        }

        @Override
        public Mail withSecrets(Map<String, String> secrets) {
            return this;
        }
    }

    /// Whatever takes a POST.
    ///
    /// @param template      of the body, in [Mustache](https://mustache.github.io/mustache.5.html) that makes JSON,
    ///                      filled as `docs/channels.md` says; Callboard's own JSON unless given
    /// @param authorization sent as the header of that name; a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Webhook(
            @NotNull Boolean enabled,
            @Nullable @Valid ChannelRoute route,

            @NotNull @Pattern(regexp = ADDRESS, message = ADDRESS_MESSAGE)
            String url,

            @Nullable @Size(max = 10_000) String template,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String authorization)
            implements ChannelSettings {

        @Override
        public String kind() {
            return "webhook";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("authorization");
        }

        @Override
        public Set<String> neededSecrets() {
            return Set.of();
        }

        @Override
        public Map<String, String> secrets() {
            return secret("authorization", authorization);
        }

        @Override
        public Webhook withSecrets(Map<String, String> secrets) {
            return new Webhook(enabled, route, url, template, secrets.get("authorization"));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "webhook";
        }
    }
}
