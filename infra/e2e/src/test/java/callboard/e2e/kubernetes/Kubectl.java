package callboard.e2e.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The kubectl of this machine (`KUBECTL=/path/to/it`, else the one on the path), which knows of no cluster but ours.
record Kubectl(ApiServer cluster, Path home) {

    /// @param folder a Kustomize folder
    void apply(Path folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getenv().getOrDefault("KUBECTL", "kubectl")));
        command.addAll(List.of("apply", "--server-side=false", "--validate=false", "-k", folder.toString()));
        command.addAll(List.of(
                "--server",
                cluster.address(),
                "--cache-dir",
                home.resolve("cache").toString()));
        var output = home.resolve("kubectl.log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        process.environment().put("KUBECONFIG", home.resolve("none").toString());
        if (process.start().waitFor() != 0) {
            throw new AssertionError(Files.readString(output));
        }
    }
}
