package callboard.benchmarks.reads;

import callboard.benchmarks.http.AnswerStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One HTTP/1.1 connection that asks and passes over the answers; for one thread.
public final class PlainReader implements AutoCloseable {

    private final Socket socket = new Socket();
    private final String host;
    private final AnswerStream answers;

    /// @param service plain HTTP
    public PlainReader(URI service, Duration patience) throws IOException {
        host = service.getAuthority();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.connect(
                new InetSocketAddress(service.getHost(), service.getPort() < 0 ? 80 : service.getPort()),
                Math.toIntExact(patience.toMillis()));
        answers = new AnswerStream(socket.getInputStream());
    }

    /// What to ask for a path; made once for many questions.
    public byte[] question(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The answer's status, when all of it has come.
    public int ask(byte[] question) throws IOException {
        socket.getOutputStream().write(question);
        int status = answers.readStatus();
        long length = 0;
        boolean chunked = false;
        for (var header = answers.readLine(); !header.isEmpty(); header = answers.readLine()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = header.toLowerCase(Locale.ROOT).endsWith("chunked");
            }
        }
        if (chunked) {
            answers.skipChunks();
        } else {
            answers.skip(length);
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
