package callboard.calls.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The directory in which logs are read, and none elsewhere: operators of Callboard need not be those of its machine.
///
/// @param path as configured; it need not be there
record LogDirectory(Path path) {

    /// A log in it.
    ///
    /// @throws IOException when it can't be read, with the reason in words
    Path find(String log) throws IOException {
        try {
            var file = Path.of(log).toRealPath();
            if (file.startsWith(path.toRealPath())) {
                if (Files.isReadable(file) && Files.isRegularFile(file)) {
                    return file;
                }
                throw new IOException(log + " is no file that may be read");
            }
        } catch (NoSuchFileException _) {
            if (Path.of(log).normalize().startsWith(path)) {
                throw new IOException(log + " is not there, as far as this replica sees");
            }
        }
        throw new IOException("Only files in %s are read (callboard.connections.log-directory)".formatted(path));
    }
}
