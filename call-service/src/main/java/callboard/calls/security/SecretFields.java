package callboard.calls.security;

import callboard.contracts.SettingsWithSecrets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the secrets of settings as one box of all of them, by the names of their fields.
@Component
public class SecretFields {

    private static final TypeReference<Map<String, String>> BY_FIELD = new TypeReference<>() {};

    private final SecretBox box;
    private final JsonMapper json;

    SecretFields(SecretBox box, JsonMapper json) {
        this.box = box;
        this.json = json;
    }

    /// What is stored of them.
    ///
    /// @param owner whose secrets they are: the box opens for the same alone
    /// @throws SecretBox.SecretException when a secret can't be kept
    public byte @Nullable [] sealed(String owner, SettingsWithSecrets<?> settings) {
        var secrets = settings.secrets();
        return secrets.isEmpty() ? null : box.encrypt(owner, json.writeValueAsString(secrets));
    }

    /// With the secrets that are stored, where one is missing.
    ///
    /// @param known  as stored, without secrets; of another kind its secrets are none of these
    /// @param stored the box of its secrets
    /// @throws SecretBox.SecretException when a stored secret can't be read
    public <S extends SettingsWithSecrets<S>> S complete(
            String owner, S settings, @Nullable S known, byte @Nullable [] stored) {
        if (known == null
                || !known.kind().equals(settings.kind())
                || settings.secrets().keySet().containsAll(settings.secretNames())) {
            return settings;
        }
        var secrets = new LinkedHashMap<String, String>();
        if (stored != null) {
            secrets.putAll(json.readValue(box.decrypt(owner, stored), BY_FIELD));
        }
        secrets.putAll(settings.secrets());
        return settings.withSecrets(secrets);
    }
}
