package callboard.realtime;

import callboard.testing.AwaitDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// Requests to a server's Socket.IO path, and to any other, as they are.
public final class RawHttp {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    public HttpResponse<String> get(String query, String... headers) {
        return getLater(query, headers).join();
    }

    public CompletableFuture<HttpResponse<String>> getLater(String query, String... headers) {
        return client.sendAsync(request("/socket.io/?" + query, headers).GET().build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String query, String body, String... headers) {
        return client.sendAsync(
                        request("/socket.io/?" + query, headers)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        return client.sendAsync(
                        request(path, headers)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    /// Opens a polling session.
    ///
    /// @return its query
    public String begin() {
        return begin("");
    }

    public String begin(String query) {
        String open = get("EIO=4&transport=polling" + query).body();
        String sid = open.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
        return "EIO=4&transport=polling&sid=" + sid;
    }

    /// Opens one that has joined the namespace.
    public String beginConnected(String query) {
        String session = begin(query);
        post(session, "40");
        get(session);
        return session;
    }

    /// Sends a request as it is and returns the head of what comes back.
    public String head(String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) AwaitDefaults.LONG.toMillis());
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            var head = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next >= 0 && head.indexOf("\r\n\r\n") < 0;
                    next = socket.getInputStream().read()) {
                head.append((char) next);
            }
            return head.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends a request as it is and returns all that comes back, once the server has closed the connection.
    public String answer(String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) AwaitDefaults.LONG.toMillis());
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(AwaitDefaults.LONG);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder;
    }
}
