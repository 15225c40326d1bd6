package callboard.realtime.socket;

import callboard.realtime.room.RawJson;
import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.protocol.AckArgs;
import com.corundumstudio.socketio.protocol.AuthPacket;
import com.corundumstudio.socketio.protocol.Event;
import com.corundumstudio.socketio.protocol.JsonSupport;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// netty-socketio's JSON on Jackson 3. [RawJson] is written as it is, and the packets that the library gets
/// wrong are corrected here.
final class Jackson3JsonSupport implements JsonSupport {

    private final JsonMapper mapper;
    private final int maxPayload;

    Jackson3JsonSupport(JsonMapper mapper, int maxPayload) {
        this.mapper = mapper;
        this.maxPayload = maxPayload;
    }

    /// `OPEN` as the protocol has it; the library leaves `maxPayload` out.
    private record Opened(UUID sid, String[] upgrades, int pingInterval, int pingTimeout, int maxPayload) {}

    @Override
    public void writeValue(ByteBufOutputStream out, Object value) throws IOException {
        switch (value) {
            case AuthPacket open ->
                write(
                        out,
                        new Opened(
                                open.getSid(),
                                open.getUpgrades(),
                                open.getPingInterval(),
                                open.getPingTimeout(),
                                maxPayload));
            // Only CONNECT_ERROR carries a string by itself, and must carry an object.
            case String message -> write(out, Map.of("message", message));
            case List<?> arguments -> writeArray(out, arguments);
            default -> write(out, value);
        }
    }

    @Override
    public <T> T readValue(String namespace, ByteBufInputStream source, Class<T> type) throws IOException {
        if (type != Event.class) {
            return mapper.readValue((InputStream) source, type);
        }
        var array = mapper.readTree((InputStream) source);
        var arguments = new ArrayList<Object>(array.size() - 1);
        for (int i = 1; i < array.size(); i++) {
            arguments.add(array.get(i));
        }
        return type.cast(new Event(array.get(0).asString(), arguments));
    }

    @Override
    public AckArgs readAckArgs(ByteBufInputStream source, AckCallback<?> callback) throws IOException {
        throw new IOException("The server never asks for an acknowledgement");
    }

    /// Arguments are read as trees, whatever the event.
    @Override
    public void addEventMapping(String namespace, String event, Class<?>... types) {}

    @Override
    public void removeEventMapping(String namespace, String event) {}

    /// No binary.
    @Override
    public List<byte[]> getArrays() {
        return List.of();
    }

    private void writeArray(ByteBufOutputStream out, List<?> arguments) throws IOException {
        out.write('[');
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            write(out, arguments.get(i));
        }
        out.write(']');
    }

    private void write(ByteBufOutputStream out, Object value) throws IOException {
        out.write(value instanceof RawJson raw ? raw.utf8() : mapper.writeValueAsBytes(value));
    }
}
