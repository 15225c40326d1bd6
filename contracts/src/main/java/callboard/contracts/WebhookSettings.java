package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is told of what: `PUT /api/ops/webhooks/{name}`.
///
/// @param url         where messages are posted to
/// @param types       what it is told of; everything where it is absent or empty
/// @param queueIds    of which queues; of all where it is absent or empty
/// @param description for operators
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookSettings(
        @NotNull String url,
        @NotNull Boolean enabled,
        @Nullable @Size(max = 50) List<@NotNull WebhookType> types,

        @Nullable @Size(max = 200)
        List<@NotNull @Pattern(regexp = CallEventRequest.ID, message = CallEventRequest.ID_MESSAGE) String> queueIds,

        @Nullable @Size(max = 200) String description) {

    /// Names of webhooks: part of addresses, and of the names of metrics.
    public static final String NAME = ConnectionSettings.NAME;
    public static final String NAME_MESSAGE = ConnectionSettings.NAME_MESSAGE;

    public WebhookSettings {
        types = types == null ? null : types.stream().toList();
        queueIds = queueIds == null ? null : queueIds.stream().toList();
    }

    /// An address may have a secret in it.
    @Override
    public String toString() {
        return "WebhookSettings[" + description + "]";
    }
}
