package callboard.calls.connection;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads an upload, of which it holds one chunk at a time.
final class UploadedLog extends InputStream {

    /// The chunk of that number; none after the last.
    @FunctionalInterface
    interface Chunks {
        byte @Nullable [] get(int number);
    }

    private final Chunks chunks;
    private byte @Nullable [] chunk = new byte[0];
    private int number;
    private int at;
    private long read;

    UploadedLog(Chunks chunks) {
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (chunk != null && at == chunk.length) {
            chunk = chunks.get(number++);
            at = 0;
        }
        if (chunk == null) {
            return -1;
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, some);
        at += some;
        read += some;
        return some;
    }

    @Override
    public int available() {
        return chunk == null ? 0 : chunk.length - at;
    }

    /// So many bytes so far.
    long bytesRead() {
        return read;
    }
}
