package callboard.contracts;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of the frontend that is made here and checked in there.
record CheckedIn(Path path) {

    static CheckedIn inFrontend(String file) {
        return new CheckedIn(Path.of("..", "frontend", "src", file).toAbsolutePath().normalize());
    }

    /// Fails when the file is not `expected`; writes it instead when run with `-Dcontracts.update`.
    void mustBe(String expected) throws IOException {
        if (System.getProperty("contracts.update") != null) {
            Files.writeString(path, expected);
        } else if (!Files.exists(path) || !Files.readString(path).equals(expected)) {
            fail("%s does not match the records of callboard.contracts; run `./mvnw -pl contracts test "
                    + "-Dcontracts.update` and commit what it writes", path);
        }
    }
}
