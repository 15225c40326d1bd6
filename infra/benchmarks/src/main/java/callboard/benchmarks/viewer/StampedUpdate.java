package callboard.benchmarks.viewer;

import callboard.contracts.CallStatus;
import callboard.contracts.CallStatusUpdate;
import callboard.contracts.CallType;
import callboard.contracts.Channels;
import callboard.contracts.EventMetadata;
import callboard.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The Redis command that publishes one call's update, with a time stamp to put into it.
///
/// The stamp takes the place of the span in the update's trace context, near its end: so it lies at the same
/// distance from the end of whatever carries the update.
public final class StampedUpdate {

    private static final int DIGITS = 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String NO_STAMP = "0".repeat(DIGITS);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-" + NO_STAMP + "-01";
    private static final Instant START = Instant.parse("2026-11-23T09:00:00.123456Z");
    private static final Instant ANSWER = START.plusMillis(12_500);

    private final byte[] command;
    private final int stampAt;
    private final int stampFromEnd;
    private final int length;

    public StampedUpdate(String callId) {
        var text = JsonMapper.shared().writeValueAsString(update(callId));
        byte[] update = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("*3\r\n$7\r\nPUBLISH\r\n$" + Channels.CALL_STATUS_UPDATES.length() + "\r\n"
                        + Channels.CALL_STATUS_UPDATES + "\r\n$" + update.length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        command = new byte[head.length + update.length + 2];
        System.arraycopy(head, 0, command, 0, head.length);
        System.arraycopy(update, 0, command, head.length, update.length);
        command[command.length - 2] = '\r';
        command[command.length - 1] = '\n';
        stampFromEnd = text.length() - text.lastIndexOf(NO_STAMP);
        stampAt = command.length - 2 - stampFromEnd;
        length = update.length;
    }

    /// Of the update, in bytes.
    public int length() {
        return length;
    }

    /// How far before the update's end its stamp begins; the same for every call.
    public int stampFromEnd() {
        return stampFromEnd;
    }

    /// @return the command, which is the same array every time
    public byte[] stamped(long time) {
        for (int digit = 0; digit < DIGITS; digit++) {
            command[stampAt + digit] = HEX[(int) (time >>> 4 * (DIGITS - 1 - digit)) & 0xF];
        }
        return command;
    }

    /// The stamp that begins there.
    public static long stamp(byte[] bytes, int at) {
        long time = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            byte letter = bytes[at + digit];
            time = time << 4 | (letter <= '9' ? letter - '0' : letter - 'a' + 10);
        }
        return time;
    }

    private static CallStatusUpdate update(String callId) {
        var metadata = new EventMetadata(null, null, null, null, 12.5, null, null, null, null, null, null);
        return new CallStatusUpdate(
                callId,
                CallStatus.ACTIVE,
                EventType.ANSWERED,
                ANSWER,
                metadata,
                3,
                "019f9a3c-5b5e-7c3a-9d5e-0b1c2d3e4f50",
                "medical_spanish",
                CallType.VOICE,
                "medical_spanish-07",
                List.of(),
                START,
                null,
                ANSWER,
                ANSWER,
                12.5,
                0,
                null,
                null,
                null,
                null,
                null,
                TRACE);
    }
}
