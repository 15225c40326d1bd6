package callboard.realtime.room;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// A Socket.IO event as the WebSocket frame it travels in. A server's frames are not masked, so the same bytes serve everyone.
final class Frame {

    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private Frame() {}

    static ByteBuf of(String event, byte[] payload, ByteBufAllocator allocator) {
        byte[] head = ("42[\"" + event + "\",").getBytes(StandardCharsets.UTF_8);
        int length = head.length + payload.length + 1;
        var frame = allocator.directBuffer(length + 10);
        frame.writeByte(FINAL_TEXT);
        if (length < LENGTH_IN_2_BYTES) {
            frame.writeByte(length);
        } else if (length <= 0xFFFF) {
            frame.writeByte(LENGTH_IN_2_BYTES).writeShort(length);
        } else {
            frame.writeByte(LENGTH_IN_8_BYTES).writeLong(length);
        }
        return frame.writeBytes(head).writeBytes(payload).writeByte(']');
    }
}
