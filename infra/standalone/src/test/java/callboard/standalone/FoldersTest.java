package callboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    Path folder;

    @Test
    void resetEmptiesOurOwnFolder() throws IOException {
        Path data = folder.resolve("data");
        Folders.prepare(data);
        Files.createDirectories(data.resolve("postgres/base"));
        Files.writeString(data.resolve("postgres/base/1"), "rows");
        Folders.reset(data);
        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(data).isDirectory();
    }

    @Test
    void resetNeverTouchesAFolderThatIsNotOurs() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        Files.writeString(data.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> Folders.reset(data))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("not Callboard's");
        assertThat(data.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void aLinkIsDeletedAndWhatItLeadsToIsNot() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept.txt"), "kept");
        Path data = folder.resolve("data");
        Folders.prepare(data);
        Files.createSymbolicLink(data.resolve("link"), elsewhere);
        Folders.reset(data);
        assertThat(data.resolve("link")).doesNotExist();
        assertThat(elsewhere.resolve("kept.txt")).hasContent("kept");
    }
}
