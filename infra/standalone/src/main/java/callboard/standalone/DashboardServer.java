package callboard.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Serves the built dashboard, and shows it at `/config.json` where the services are.
final class DashboardServer implements Component {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+)(:[0-9]+)?");

    private static final Pattern ELSEWHERE = Pattern.compile("/+(api|health|socket\\.io)(/|$)");

    /// Of `gzip, br`, and of `gzip;q=0.5`; `gzip;q=0` refuses it.
    private static final Pattern GZIP = Pattern.compile("(?:^|,)\\s*gzip\\s*(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

    /// Below a packet's size nothing is won.
    private static final int WORTH_COMPRESSING = 1_000;

    private final LauncherSettings settings;
    private final DashboardFiles files;
    private final byte[] config;
    private @Nullable HttpServer server;

    DashboardServer(LauncherSettings settings) {
        this.settings = settings;
        this.files = new DashboardFiles(settings.dashboard());
        // The dashboard puts the host it was itself loaded from in the place of {hostname}.
        this.config = "{\"callService\":\"http://{hostname}:%d\",\"realtimeService\":\"http://{hostname}:%d\"}"
                .formatted(settings.callsPort(), settings.realtimePort())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "dashboard";
    }

    @Override
    public synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.dashboardPort()), 0);
        } catch (IOException failed) {
            throw new LaunchFailure(
                    "The dashboard can't answer on port " + settings.dashboardPort() + " (" + failed.getMessage()
                            + "): choose another with -D" + LauncherSettings.DASHBOARD_PORT + "=PORT.",
                    failed);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @Override
    public CompletableFuture<String> ended() {
        return new CompletableFuture<>(); // Never by itself: it lives in this process.
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            secure(exchange);
            String method = exchange.getRequestMethod();
            String address = exchange.getRequestURI().getPath();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                refuse(exchange, 405, "Only GET and HEAD are answered here.");
            } else if ("/config.json".equals(address)) {
                exchange.getResponseHeaders().set("Cache-Control", "no-cache");
                send(exchange, 200, "application/json", config);
            } else if (address != null && ELSEWHERE.matcher(address).lookingAt()) {
                // A page with status 200 would pass for an answer of the API, or for its health.
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                refuse(
                        exchange,
                        404,
                        "This is the dashboard: the call service answers on port %d, sockets on port %d."
                                .formatted(settings.callsPort(), settings.realtimePort()));
            } else {
                sendFile(exchange, address == null || !address.startsWith("/") ? "/" : address);
            }
        }
    }

    private void sendFile(HttpExchange exchange, String address) throws IOException {
        var found = files.find(address);
        if (found.isEmpty()) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            refuse(exchange, 404, "There is no such file.");
            return;
        }
        Path file = found.get();
        String type = DashboardFiles.typeOf(file);
        boolean compressible = DashboardFiles.isCompressible(type) && Files.size(file) >= WORTH_COMPRESSING;
        boolean compressed = compressible && acceptsGzip(exchange);
        String tag = "\"%x-%x%s\""
                .formatted(Files.getLastModifiedTime(file).toMillis(), Files.size(file), compressed ? "-gzip" : "");
        exchange.getResponseHeaders().set("ETag", tag);
        if (compressible) {
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        }
        // A file in /assets/ has its content's hash in its name.
        exchange.getResponseHeaders()
                .set(
                        "Cache-Control",
                        address.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else if (compressed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, type, compress(Files.readAllBytes(file)));
        } else {
            send(exchange, 200, type, Files.readAllBytes(file));
        }
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && GZIP.matcher(accepted).find();
    }

    private static byte[] compress(byte[] plain) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }

    /// The same as nginx says in a container (infra/docker/nginx), but that the services have ports of their own
    /// here.
    private void secure(HttpExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:;"
                        + " media-src 'self' data: blob:; connect-src 'self' http://%1$s:%2$d http://%1$s:%3$d ws://%1$s:%3$d;"
                                .formatted(host(exchange), settings.callsPort(), settings.realtimePort())
                        + " base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    /// What the browser calls this machine, without the port. A policy can't name an address of IPv6.
    private static String host(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        var named = host == null ? null : HOST.matcher(host);
        return named != null && named.matches() ? named.group(1) : "*";
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
