package callboard.calls.connection.mapping;

import callboard.contracts.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/// The mappings that Callboard brings along, in `connection/presets`.
public final class Presets {

    private Presets() {}

    /// @param name of a kind of connection
    public static Mapping read(String name, JsonMapper json) {
        try (var file = Presets.class.getResourceAsStream("/connection/presets/" + name + ".json")) {
            return json.readValue(Objects.requireNonNull(file, name), Mapping.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
