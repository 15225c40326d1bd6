package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The built dashboard's files: which one an address means, and what kind it is.
record DashboardFiles(Path root) {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("woff", "font/woff"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("wasm", "application/wasm"));

    /// The file at a decoded address. One without a dot that is no file is a page of the application: index.html.
    Optional<Path> find(String address) {
        return file(address).or(() -> isPage(address) ? file("/index.html") : Optional.empty());
    }

    static String typeOf(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    /// Pictures and fonts are compressed as they are.
    static boolean isCompressible(String type) {
        return type.startsWith("text/") || type.startsWith("application/json") || type.equals("image/svg+xml");
    }

    private Optional<Path> file(String address) {
        try {
            // Real paths on both sides: neither `..` nor a link leads out of the folder.
            Path file = root.resolve(address.substring(1)).toRealPath();
            boolean ours = file.startsWith(root.toRealPath()) && Files.isRegularFile(file);
            return ours ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException noSuchFile) {
            return Optional.empty();
        }
    }

    private static boolean isPage(String address) {
        // A call's id may have anything; elsewhere what has a dot is a file that isn't there.
        return address.startsWith("/calls/")
                || !address.contains(".") && !address.contains("\\") && !address.startsWith("/assets/");
    }
}
