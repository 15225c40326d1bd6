package callboard.realtime.socket;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Socket.IO packet from a client, checked against the protocol (revision 5), which has no binary ones here.
///
/// @param namespace `/` unless the packet names another
/// @param ackId     digits, empty when no acknowledgement is asked for
/// @param json      as it came, empty when there is none
/// @param payload   the same read, null when there is none
record SocketIoPacket(
        Type type,
        String namespace,
        String ackId,
        String json,
        @Nullable JsonNode payload) {

    /// Digit, namespace, id, JSON. An id longer than a JavaScript number is exact could not be answered.
    private static final Pattern SHAPE = Pattern.compile("([0-3])(?:(/[^,]*)(?:,|$))?(\\d{0,15})(.*)", Pattern.DOTALL);
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /// In the order of their digits.
    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK
    }

    /// Reads what follows the Engine.IO digit; empty when it breaks the protocol.
    static Optional<SocketIoPacket> read(String text, JsonMapper mapper) {
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        try {
            var type = Type.values()[shape.group(1).charAt(0) - '0'];
            String namespace = shape.group(2) == null ? "/" : shape.group(2);
            String json = shape.group(4).strip();
            var payload = json.isEmpty() ? null : mapper.readTree(json);
            return isLegal(type, payload)
                    ? Optional.of(new SocketIoPacket(type, namespace, shape.group(3), json, payload))
                    : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// The packet as the library can read it: without the main namespace, and with a comma before the id,
    /// without which it misreads ids that don't fit into an `int`.
    String canonical() {
        return "4" + type.ordinal() + (ackId.isEmpty() ? "" : "," + ackId) + json;
    }

    private static boolean isLegal(Type type, @Nullable JsonNode payload) {
        return switch (type) {
            case CONNECT -> payload == null || payload.isObject();
            case DISCONNECT -> payload == null;
            case EVENT -> payload != null && payload.isArray() && isEventName(payload.path(0));
            case ACK -> payload != null && payload.isArray();
        };
    }

    private static boolean isEventName(JsonNode name) {
        return name.isNumber() || name.isString() && !RESERVED.contains(name.asString());
    }
}
