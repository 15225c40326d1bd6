package callboard.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Callboard's own folders, and the care that nobody else's is ever deleted.
final class Folders {

    private static final String OURS = ".callboard";

    private Folders() {}

    /// Makes the data folder, marked as ours.
    static void prepare(Path data) {
        try {
            if (Files.isDirectory(data) && !Files.exists(data.resolve(OURS)) && !isEmpty(data)) {
                throw new LaunchFailure("The folder " + data
                        + " holds files that are not Callboard's: choose another with -Dcallboard.home=DIR.");
            }
            Files.createDirectories(data);
            Files.writeString(data.resolve(OURS), "Callboard's databases; ./mvnw -Dreset deletes this folder.\n");
        } catch (IOException failed) {
            throw new LaunchFailure(
                    "The folder " + data + " can't be written (" + failed
                            + "): choose another with -Dcallboard.home=DIR.",
                    failed);
        }
    }

    /// Deletes the data folder if it is ours.
    static void reset(Path data) {
        prepare(data);
        try {
            delete(data);
        } catch (IOException failed) {
            throw new LaunchFailure("The folder " + data + " can't be deleted (" + failed + ").", failed);
        }
        prepare(data);
    }

    /// Deletes a folder with all that is in it; a link in it is deleted, never followed.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
