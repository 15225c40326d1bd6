package callboard.benchmarks.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The answers of one HTTP/1.1 connection, one after another.
///
/// Where client and server share few cores, a full HTTP client takes about as much of them as the server it measures.
public final class AnswerStream {

    private final InputStream bytes;

    public AnswerStream(InputStream bytes) {
        this.bytes = new BufferedInputStream(bytes, 1 << 15);
    }

    /// The status of the answer that begins here.
    public int readStatus() throws IOException {
        var line = readLine();
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new IOException("Not an HTTP/1.1 answer: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    /// A header, or the empty line after the last one.
    public String readLine() throws IOException {
        var line = new StringBuilder(64);
        for (int next = bytes.read(); next != '\n'; next = bytes.read()) {
            if (next < 0) {
                throw new EOFException("The service hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /// As much of a body as there is, `most` bytes of it.
    public byte[] read(int most) throws IOException {
        return bytes.readNBytes(most);
    }

    public void skip(long length) throws IOException {
        bytes.skipNBytes(length);
    }

    /// Passes over a body that is sent in chunks.
    public void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(readLine().strip(), 16);
            skip(size);
            readLine();
        } while (size > 0);
    }
}
