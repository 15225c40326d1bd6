package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
    @JsonSubTypes.Type(value = ConnectionSettings.FreeSwitch.class, name = "freeswitch")
})
public sealed interface ConnectionSettings {

    /// Names of connections: part of addresses, and of the names of metrics.
    String NAME = "[A-Za-z0-9._-]{1,64}";
    String NAME_MESSAGE = "must be 1 to 64 characters of A-Z a-z 0-9 . _ -";

    String HOST = "[^\\s/]{1,255}";
    String HOST_MESSAGE = "must be a host name or an address";

    /// What this kind calls itself.
    String kind();

    Boolean enabled();

    QueuesMet queues();

    /// The fields that are secrets; it has to have each.
    Set<String> secretNames();

    /// The secrets that are given, by the names of their fields.
    Map<String, String> secrets();

    /// The same with these secrets and no others.
    ConnectionSettings withSecrets(Map<String, String> secrets);

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
}
