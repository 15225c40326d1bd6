package callboard.e2e;

import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine's own nginx with the configuration that is shipped, before a Callboard that runs. Only where it listens
/// and finds the services is changed, and its files lie in a folder of the test.
final class Nginx implements AutoCloseable {

    private static final Path SHIPPED = Path.of("..", "docker", "nginx");

    private final int port = FreePort.any();
    private final Process process;

    /// @param folder is read by root alone, as whom nginx therefore works where tests are root's
    Nginx(Callboard callboard, Path folder) throws IOException {
        var network = Files.createDirectories(folder.resolve("callboard/network"));
        Files.writeString(network.resolve("http.conf"), "");
        Files.writeString(network.resolve("call-service.conf"), server(callboard.calls()));
        Files.writeString(network.resolve("realtime-service.conf"), server(callboard.realtime()));
        try (var files = Files.list(SHIPPED.resolve("callboard"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve("callboard").resolve(file.getFileName()));
            }
        }
        Files.writeString(folder.resolve("index.html"), "<!doctype html><title>Callboard</title>");
        Files.writeString(folder.resolve("mime.types"), "types { text/html html; }");
        var configuration = Files.readString(SHIPPED.resolve("nginx.conf"))
                .replace("listen 8080", "listen 127.0.0.1:" + port)
                .replace("listen 8081", "listen 127.0.0.1:" + FreePort.any())
                .replace("listen 8082", "listen 127.0.0.1:" + FreePort.any())
                .replace("/tmp/", folder + "/")
                .replace("/usr/share/nginx/html", folder.toString());
        Files.writeString(folder.resolve("nginx.conf"), configuration);
        process = new ProcessBuilder(
                        program(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-g",
                        "daemon off; user root;")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await("nginx listens").until(this::listens);
    }

    private static String server(URI service) {
        return "server " + service.getAuthority() + " max_fails=0;";
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended with " + process.exitValue());
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx")
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(
                        new IOException("The proxy's test needs nginx: apt-get install nginx-light")));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
