package callboard.benchmarks.viewer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// WebSocket frames, as far as a viewer needs them: text in one piece.
final class Frames {

    private static final byte TEXT = (byte) 0x81;
    private static final byte MASKED = (byte) 0x80;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;

    private Frames() {}

    static byte[] of(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 8).put(TEXT);
        if (payload.length < LENGTH_IN_2_BYTES) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_IN_2_BYTES)).putShort((short) payload.length);
        }
        // A client's frames are masked; with zeros, nothing changes.
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    static boolean isText(byte[] bytes, int at) {
        return bytes[at] == TEXT;
    }

    /// @return where the payload of the frame that begins there begins; less than 0 when its head has not arrived
    ///         in full
    static int payload(byte[] bytes, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        int from = at + 2 + lengthBytes(bytes, at);
        return from <= end ? from : -1;
    }

    /// @param from see [#payload]
    static long length(byte[] bytes, int at, int from) {
        long length = bytes[at + 1] & 0x7F;
        if (from > at + 2) {
            length = 0;
            for (int index = at + 2; index < from; index++) {
                length = length << 8 | bytes[index] & 0xFF;
            }
        }
        return length;
    }

    private static int lengthBytes(byte[] bytes, int at) {
        return switch (bytes[at + 1] & 0x7F) {
            case LENGTH_IN_2_BYTES -> 2;
            case LENGTH_IN_8_BYTES -> 8;
            default -> 0;
        };
    }
}
