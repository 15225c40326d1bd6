package callboard.realtime.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A Socket.IO event as a WebSocket frame. A server's frames are not masked, so every client gets the same bytes.
final class EventFrame {

    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final byte LENGTH_IN_2_BYTES = 126;
    private static final byte LENGTH_IN_8_BYTES = 127;

    private EventFrame() {}

    static byte[] of(String event, byte[] payload) {
        byte[] head = ("42[\"" + event + "\",").getBytes(StandardCharsets.UTF_8);
        int length = head.length + payload.length + 1;
        int lengthBytes = length < LENGTH_IN_2_BYTES ? 0 : length <= 0xFFFF ? Short.BYTES : Long.BYTES;
        var frame = ByteBuffer.allocate(2 + lengthBytes + length).put(FINAL_TEXT);
        switch (lengthBytes) {
            case 0 -> frame.put((byte) length);
            case Short.BYTES -> frame.put(LENGTH_IN_2_BYTES).putShort((short) length);
            default -> frame.put(LENGTH_IN_8_BYTES).putLong(length);
        }
        return frame.put(head).put(payload).put((byte) ']').array();
    }
}
