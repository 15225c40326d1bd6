package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a connection is made: `PUT /api/ops/connections/{name}`, distinguished by `kind`.
///
/// Secrets are only ever sent: no answer has them. One that is absent stays as it is.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ConnectionSettings.Asterisk.class, name = "asterisk"),
    @JsonSubTypes.Type(value = ConnectionSettings.FreeSwitch.class, name = "freeswitch"),
    @JsonSubTypes.Type(value = ConnectionSettings.Twilio.class, name = "twilio"),
    @JsonSubTypes.Type(value = ConnectionSettings.Telnyx.class, name = "telnyx"),
    @JsonSubTypes.Type(value = ConnectionSettings.Vonage.class, name = "vonage"),
    @JsonSubTypes.Type(value = ConnectionSettings.AmazonConnect.class, name = "amazon-connect"),
    @JsonSubTypes.Type(value = ConnectionSettings.CloudEvents.class, name = "cloudevents"),
    @JsonSubTypes.Type(value = ConnectionSettings.Json.class, name = "json"),
    @JsonSubTypes.Type(value = ConnectionSettings.AsteriskQueueLog.class, name = "asterisk-queue-log")
})
public sealed interface ConnectionSettings extends SettingsWithSecrets<ConnectionSettings> {

    /// Names of connections: part of addresses, and of the names of metrics.
    String NAME = "[A-Za-z0-9._-]{1,64}";
    String NAME_MESSAGE = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -";

    String HOST = "[^\\s/]{1,255}";
    String HOST_MESSAGE = "must be a host name or an address";

    /// Whether its messages are posted to `/api/connections/{name}/events`; else Callboard dials.
    default boolean arePosted() {
        return false;
    }

    Boolean enabled();

    QueuesMet queues();

    /// The fields that are secrets; it has to have each. Most kinds have one, some none.
    @Override
    default Set<String> secretNames() {
        return Set.of();
    }

    @Override
    default Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    default ConnectionSettings withSecrets(Map<String, String> secrets) {
        return this;
    }

    /// An Asterisk, whose Manager Interface Callboard dials: see
    /// [its documentation](https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/).
    ///
    /// @param host        a name or an address
    /// @param port        5038 unless given, with TLS 5039
    /// @param certificate PEM; trusted instead of the usual authorities
    /// @param username    of a section in `manager.conf`
    /// @param secret      of the same; a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asterisk(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @NotNull @Pattern(regexp = HOST, message = HOST_MESSAGE)
            String host,

            @Nullable @Min(1) @Max(65_535) Integer port,
            @Nullable Boolean tls,
            @Nullable @Size(max = 32_768) String certificate,

            @NotNull @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String username,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String secret)
            implements ConnectionSettings {

        private static final String SECRET = "secret";

        @Override
        public String kind() {
            return "asterisk";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of(SECRET);
        }

        @Override
        public Map<String, String> secrets() {
            return secret == null ? Map.of() : Map.of(SECRET, secret);
        }

        @Override
        public Asterisk withSecrets(Map<String, String> secrets) {
            return new Asterisk(enabled, queues, host, port, tls, certificate, username, secrets.get(SECRET));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "asterisk at %s as %s".formatted(host, username);
        }
    }

    /// A FreeSWITCH with mod_callcenter, whose event socket (mod_event_socket) Callboard dials.
    ///
    /// @param host     a name or an address
    /// @param port     8021 unless given
    /// @param password of `event_socket.conf`; a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FreeSwitch(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @NotNull @Pattern(regexp = HOST, message = HOST_MESSAGE)
            String host,

            @Nullable @Min(1) @Max(65_535) Integer port,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String password)
            implements ConnectionSettings {

        private static final String PASSWORD = "password";

        @Override
        public String kind() {
            return "freeswitch";
        }

        @Override
        public Set<String> secretNames() {
            return Set.of(PASSWORD);
        }

        @Override
        public Map<String, String> secrets() {
            return password == null ? Map.of() : Map.of(PASSWORD, password);
        }

        @Override
        public FreeSwitch withSecrets(Map<String, String> secrets) {
            return new FreeSwitch(enabled, queues, host, port, secrets.get(PASSWORD));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "freeswitch at " + host;
        }
    }

    /// A Twilio account, whose TaskRouter, conferences and Event Streams post.
    ///
    /// @param authToken what it signs with; a secret
    /// @param address   that it posts to, where a proxy is between: `https://…/api/connections/{name}/events`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Twilio(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String authToken,

            @Nullable @Pattern(regexp = "https?://[^\\s?#]{1,500}", message = "must be an address, without a query")
            String address)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "twilio";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("authToken");
        }

        @Override
        public Map<String, String> secrets() {
            return authToken == null ? Map.of() : Map.of("authToken", authToken);
        }

        @Override
        public Twilio withSecrets(Map<String, String> secrets) {
            return new Twilio(enabled, queues, secrets.get("authToken"), address);
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "twilio";
        }
    }

    /// A Telnyx account, whose Call Control application posts.
    ///
    /// @param publicKey of the account, in Base64, as Mission Control shows it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Telnyx(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be 32 bytes in Base64")
            String publicKey)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "telnyx";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "telnyx";
        }
    }

    /// A Vonage account, whose Voice application posts.
    ///
    /// @param signatureSecret what it signs with; a secret
    /// @param queueId         the queue of its calls; the number that was called where it is absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Vonage(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String signatureSecret,

            @Nullable @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE)
            String queueId)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "vonage";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("signatureSecret");
        }

        @Override
        public Map<String, String> secrets() {
            return signatureSecret == null ? Map.of() : Map.of("signatureSecret", signatureSecret);
        }

        @Override
        public Vonage withSecrets(Map<String, String> secrets) {
            return new Vonage(enabled, queues, secrets.get("signatureSecret"), queueId);
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "vonage";
        }
    }

    /// An Amazon Connect instance, whose contact events an API destination of EventBridge posts.
    ///
    /// @param apiKey what it sends as `X-API-Key`; a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AmazonConnect(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String apiKey)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "amazon-connect";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("apiKey");
        }

        @Override
        public Map<String, String> secrets() {
            return apiKey == null ? Map.of() : Map.of("apiKey", apiKey);
        }

        @Override
        public AmazonConnect withSecrets(Map<String, String> secrets) {
            return new AmazonConnect(enabled, queues, secrets.get("apiKey"));
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "amazon-connect";
        }
    }

    /// Whatever posts [CloudEvents](https://cloudevents.io).
    ///
    /// @param token   what it proves itself with; `whsec_…` is what it signs with by Standard Webhooks; a secret
    /// @param mapping without one the data of each is an event of Callboard's own
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CloudEvents(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String token,

            @Nullable @Valid Mapping mapping)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "cloudevents";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("token");
        }

        @Override
        public Map<String, String> secrets() {
            return token == null ? Map.of() : Map.of("token", token);
        }

        @Override
        public CloudEvents withSecrets(Map<String, String> secrets) {
            return new CloudEvents(enabled, queues, secrets.get("token"), mapping);
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "cloudevents";
        }
    }

    /// Whatever posts JSON or forms.
    ///
    /// @param token what it proves itself with; `whsec_…` is what it signs with by Standard Webhooks; a secret
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Json(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
            String token,

            @NotNull @Valid Mapping mapping)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "json";
        }

        @Override
        public boolean arePosted() {
            return true;
        }

        @Override
        public Set<String> secretNames() {
            return Set.of("token");
        }

        @Override
        public Map<String, String> secrets() {
            return token == null ? Map.of() : Map.of("token", token);
        }

        @Override
        public Json withSecrets(Map<String, String> secrets) {
            return new Json(enabled, queues, secrets.get("token"), mapping);
        }

        /// What is logged has no secret in it.
        @Override
        public String toString() {
            return "json";
        }
    }

    /// The `queue_log` of an Asterisk: followed where Callboard runs, or imported.
    ///
    /// @param path of the file that is followed; without one it is only imported
    /// @param zone of dates in the log that name none, as `America/Bogota`; UTC unless given
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AsteriskQueueLog(
            @NotNull Boolean enabled,
            @NotNull QueuesMet queues,

            @Nullable @Pattern(regexp = "/[^\\p{Cc}]{1,1023}", message = "must be the absolute path of a file")
            String path,

            @Nullable @ZoneName String zone)
            implements ConnectionSettings {

        @Override
        public String kind() {
            return "asterisk-queue-log";
        }
    }
}
