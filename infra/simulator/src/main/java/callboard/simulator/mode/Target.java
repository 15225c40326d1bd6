package callboard.simulator.mode;

import callboard.simulator.sender.Endpoint;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// What every mode needs to know: where to, who is sending, and which traffic.
public final class Target {

    @Option(
            scope = ScopeType.INHERIT,
            names = "--url",
            defaultValue = "http://localhost:3001",
            paramLabel = "URL",
            description = "The call-service (${DEFAULT-VALUE}).")
    public URI url = URI.create("http://localhost:3001");

    @Option(
            scope = ScopeType.INHERIT,
            names = "--api-key",
            defaultValue = "${env:CALLBOARD_API_KEY:-callboard-dev-key}",
            paramLabel = "KEY",
            description = "Sent as X-API-Key (${DEFAULT-VALUE}).")
    String apiKey = "";

    @Option(
            scope = ScopeType.INHERIT,
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same traffic; else a new one.")
    @Nullable
    Long seed;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--json",
            description = "The figures at the end as JSON, and nothing else on standard output.")
    public boolean json;

    public Endpoint endpoint() {
        return Endpoint.of(url, apiKey);
    }

    public long seed() {
        if (seed == null) {
            seed = ThreadLocalRandom.current().nextLong(1_000_000);
        }
        return seed;
    }

    /// Begins every call id of a run; later runs sort behind earlier ones.
    public static String run() {
        return "sim-" + Long.toString(System.currentTimeMillis(), 36);
    }
}
