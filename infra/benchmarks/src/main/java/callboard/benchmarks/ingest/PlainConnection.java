package callboard.benchmarks.ingest;

import callboard.benchmarks.http.AnswerStream;
import callboard.simulator.sender.Answer;
import callboard.simulator.sender.Endpoint;
import callboard.simulator.sender.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection, kept open, one request at a time; for one thread.
public final class PlainConnection implements Transport {

    private static final String TRACE = "\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-%016x-01";
    private static final int SUMS = 64;
    private static final Pattern REJECTED =
            Pattern.compile("^\\{\"stored\":\\d+,\"replayed\":\\d+,\"rejected\":(\\d+)");

    private final Endpoint endpoint;
    private final int timeoutMillis;
    private final byte[] head;
    private volatile @Nullable Socket socket;
    private String trace = "";
    private AnswerStream answers = new AnswerStream(InputStream.nullInputStream());

    public PlainConnection(Endpoint endpoint, Duration attempt) {
        this.endpoint = endpoint;
        timeoutMillis = Math.toIntExact(attempt.toMillis());
        head = bytes("POST " + endpoint.events().getRawPath() + " HTTP/1.1\r\n"
                + "Host: " + endpoint.events().getAuthority() + "\r\n"
                + "X-API-Key: " + endpoint.apiKey() + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: ");
    }

    /// From now on requests carry a trace context whose span is this number.
    public void stamp(long span) {
        trace = TRACE.formatted(span);
    }

    @Override
    public Answer post(byte[] body, boolean early) throws IOException {
        try {
            var connected = connect();
            connected.getOutputStream().write(request(body, early));
            return readAnswer();
        } catch (IOException | NumberFormatException broken) {
            close();
            throw broken instanceof IOException failed ? failed : new IOException("Not an HTTP answer", broken);
        }
    }

    private Socket connect() throws IOException {
        var connected = socket;
        if (connected == null) {
            var uri = endpoint.events();
            boolean secure = uri.getScheme().equals("https");
            int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
            connected = secure ? SSLSocketFactory.getDefault().createSocket() : new Socket();
            socket = connected;
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(timeoutMillis);
            connected.connect(new InetSocketAddress(uri.getHost(), port), timeoutMillis);
            answers = new AnswerStream(connected.getInputStream());
        }
        return connected;
    }

    private byte[] request(byte[] body, boolean early) {
        var rest = bytes(body.length + trace + (early ? "\r\nPrefer: respond-async" : "") + "\r\n\r\n");
        var request = new byte[head.length + rest.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(rest, 0, request, head.length, rest.length);
        System.arraycopy(body, 0, request, head.length + rest.length, body.length);
        return request;
    }

    private Answer readAnswer() throws IOException {
        int status = answers.readStatus();
        boolean replayed = false;
        boolean chunked = false;
        boolean last = false;
        int length = 0;
        int rejected = 0;
        for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.endsWith("chunked");
            } else if (header.startsWith("idempotent-replayed:")) {
                replayed = header.endsWith("true");
            } else if (header.startsWith("connection:")) {
                last = header.endsWith("close");
            }
        }
        if (chunked) {
            answers.skipChunks();
        } else {
            rejected = readBody(length);
        }
        if (last) {
            close();
        }
        return new Answer(status, replayed, rejected);
    }

    /// How many events a batch's answer says were rejected; its sums come first.
    private int readBody(int length) throws IOException {
        var beginning = answers.read(Math.min(length, SUMS));
        answers.skip(length - beginning.length);
        var sums = REJECTED.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        return sums.find() ? Integer.parseInt(sums.group(1)) : 0;
    }

    /// Hangs up; the next attempt connects anew.
    @Override
    public void close() {
        var connected = socket;
        socket = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException alreadyGone) {
                // It is closed either way.
                answers = new AnswerStream(InputStream.nullInputStream());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
