package callboard.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a Chromium or Chrome on this machine.
final class Chromium {

    private static final List<String> COMMANDS = List.of(
            "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge");
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");

    private Chromium() {}

    static Path find() {
        return find(System.getenv("CHROMIUM"), System.getenv().getOrDefault("PATH", ""));
    }

    private static Path find(@Nullable String chosen, String path) {
        if (chosen != null) {
            return Optional.of(Path.of(chosen))
                    .filter(Files::isExecutable)
                    .orElseThrow(() -> new AssertionError(
                            "CHROMIUM=" + chosen + " is no browser that can be run: give the path of its executable."));
        }
        var onPath = Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> COMMANDS.stream().map(command -> Path.of(folder, command)));
        return Stream.concat(onPath, PLACES.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No browser was found: install Chromium (Debian and Ubuntu: apt install chromium; macOS: "
                                + "brew install --cask chromium), or give the path of one in the environment variable "
                                + "CHROMIUM."));
    }
}
