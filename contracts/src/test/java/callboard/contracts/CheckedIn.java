package callboard.contracts;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is made here and checked in.
record CheckedIn(Path path) {

    static CheckedIn inFrontend(String file) {
        return at("frontend/src/" + file);
    }

    /// @param path from the root of the project
    static CheckedIn at(String path) {
        return new CheckedIn(Path.of("..", path).toAbsolutePath().normalize());
    }

    /// Fails when the file is not `expected`; writes it instead when run with `-Dcontracts.update`.
    void mustBe(String expected) throws IOException {
        if (System.getProperty("contracts.update") != null) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, expected);
        } else if (!Files.exists(path) || !Files.readString(path).equals(expected)) {
            fail(
                    "%s does not match the records of callboard.contracts; run `./mvnw -pl contracts -am test "
                            + "-Dcontracts.update` and commit what it writes",
                    path);
        }
    }
}
