package callboard.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What is told of calls is told in a fixed number of partitions: within one of them in order, one of them beside the
/// other. A call is in the same one for ever.
public final class Partitions {

    /// How many there are. To change it is to stop all replicas.
    public static final int COUNT = 64;

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
}
