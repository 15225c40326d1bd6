package callboard.benchmarks.reads;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One HTTP/1.1 connection that asks and passes over the answers; for one thread. As plain as [PlainConnection],
/// and for the same reason.
public final class PlainReader implements AutoCloseable {

    private final Socket socket = new Socket();
    private final String host;
    private final InputStream answers;

    /// @param service plain HTTP
    public PlainReader(URI service, Duration patience) throws IOException {
        host = service.getAuthority();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.connect(
                new InetSocketAddress(service.getHost(), service.getPort() < 0 ? 80 : service.getPort()),
                Math.toIntExact(patience.toMillis()));
        answers = new BufferedInputStream(socket.getInputStream(), 1 << 15);
    }

    /// What to ask for a path; made once for many questions.
    public byte[] question(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The answer's status, when all of it has come.
    public int ask(byte[] question) throws IOException {
        socket.getOutputStream().write(question);
        var statusLine = line();
        long length = 0;
        boolean chunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = header.toLowerCase(Locale.ROOT).endsWith("chunked");
            }
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                answers.skipNBytes(size);
                line();
            }
            line();
        } else {
            answers.skipNBytes(length);
        }
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("The service hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
