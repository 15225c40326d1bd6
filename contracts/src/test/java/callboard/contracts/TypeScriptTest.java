package callboard.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TypeScriptTest {

    private static final Path GENERATED = Path.of("target", "typescript", "contracts.ts");

    @Test
    void theFrontendUsesTheTypesThatAreGeneratedFromTheRecords() throws IOException {
        assertThat(GENERATED)
                .as("Maven writes it in process-classes; run this test through Maven first")
                .exists();
        CheckedIn.inFrontend("contracts.ts").mustBe(Files.readString(GENERATED));
    }
}
