package callboard.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What is told of calls is told in a fixed number of partitions: within one of them in order, one of them beside the
/// other. A call is in the same one for ever.
public final class Partitions {

    /// How many there are. To change it is to stop all replicas.
    public static final int COUNT = 64;

    // Decimal numbers of which Redis's hash (CRC16, modulo 16,384 slots) puts one in each 64th of the slots, in order:
    // however a cluster's nodes share the slots, they share the partitions nearly alike.
    private static final int[] TAGS = {
        10, 18, 113, 342, 29, 21, 3, 122, 69, 61, 72, 162, 50, 58, 153, 43,
        11, 19, 112, 343, 28, 20, 2, 123, 68, 60, 73, 163, 51, 59, 152, 42,
        12, 102, 111, 119, 133, 23, 1, 9, 173, 63, 70, 78, 52, 142, 49, 41,
        13, 103, 110, 118, 132, 22, 0, 8, 172, 62, 71, 79, 53, 143, 48, 40
    };

    private Partitions() {}

    /// The partition of a call: the first 16 bits of its id's MD5, modulo [#COUNT]. What is about no call is in that
    /// of the empty id. The database has the same as `outbox_partition`.
    public static int of(String callId) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(callId.getBytes(UTF_8));
            return ((digest[0] & 0xFF) << 8 | digest[1] & 0xFF) % COUNT;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has MD5", missing);
        }
    }

    /// The hash tag of a partition in a Redis Cluster, with its braces: what has it in its name is in one slot.
    public static String tag(int partition) {
        return "{" + TAGS[partition] + "}";
    }
}
