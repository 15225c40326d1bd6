package callboard.realtime;

import static org.awaitility.Awaitility.await;

import callboard.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An nginx that is installed on this machine (`NGINX=/path/to/it`, else the one on the path), with Callboard's own
/// configuration: only ports, paths and the replicas' addresses are put in.
public final class Nginx implements AutoCloseable {

    private static final Path OURS = Path.of("../infra/docker/nginx");
    private static final String PROGRAM = System.getenv().getOrDefault("NGINX", "nginx");

    private final int port = FreePort.any();
    private final Path folder;
    private final Path network;
    private final Process process;

    private Nginx(Path folder, List<Integer> replicas) throws IOException {
        this.folder = folder;
        network = Files.createDirectories(folder.resolve("callboard").resolve("network"));
        Files.writeString(network.resolve("http.conf"), "");
        Files.writeString(network.resolve("call-service.conf"), "server 127.0.0.1:1;");
        try (var files = Files.list(OURS.resolve("callboard"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        folder.resolve("callboard").resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(folder.resolve("mime.types"), "types {}");
        Files.writeString(
                folder.resolve("nginx.conf"),
                Files.readString(OURS.resolve("nginx.conf"))
                        .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                        .replaceAll("listen 808([12]);", "listen unix:" + folder + "/$1;")
                        .replace(" /tmp/", " " + folder + "/")
                        .replace("/dev/stdout", folder + "/access.log"));
        write(replicas);
        process = new ProcessBuilder(command("-g", "daemon off;"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("error.log").toFile())
                .start();
        await().until(this::isListening);
    }

    /// One in front of realtime-services that listen on these ports.
    public static Nginx inFrontOf(Path folder, List<Integer> replicas) throws IOException {
        return new Nginx(folder, replicas);
    }

    public int port() {
        return port;
    }

    /// Goes on with other replicas, as it does by itself when a name server tells of them.
    public void nowInFrontOf(List<Integer> replicas) throws IOException, InterruptedException {
        write(replicas);
        if (new ProcessBuilder(command("-s", "reload")).inheritIO().start().waitFor() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("error.log")));
        }
        // Nobody has that session: each is asked.
        await().until(() -> {
            new RawHttp(port).get("EIO=4&transport=polling&sid=nobodys");
            return lastUpstreams().equals(replicas.stream().map(Nginx::address).collect(Collectors.toSet()));
        });
    }

    /// The replicas that each request was passed to, in order, with a comma between.
    public List<String> upstreams() throws IOException {
        return Files.readAllLines(folder.resolve("access.log")).stream()
                .map(line -> line.replaceFirst(".*\"upstream\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private Set<String> lastUpstreams() throws IOException {
        var all = upstreams();
        return all.isEmpty() ? Set.of() : Stream.of(all.getLast().split(", ")).collect(Collectors.toSet());
    }

    private static String address(int replica) {
        return "127.0.0.1:" + replica;
    }

    private void write(List<Integer> replicas) throws IOException {
        String servers = replicas.stream()
                .map(replica -> "server " + address(replica) + " max_fails=0;")
                .collect(Collectors.joining(" "));
        Files.writeString(network.resolve("realtime-service.conf"), servers);
    }

    private List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                PROGRAM,
                                "-p",
                                folder.toString(),
                                "-c",
                                folder.resolve("nginx.conf").toString()),
                        Stream.of(arguments))
                .toList();
    }

    private boolean isListening() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(folder.resolve("error.log")));
        }
        try (var _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().join();
            Files.deleteIfExists(folder.resolve("1"));
            Files.deleteIfExists(folder.resolve("2"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
