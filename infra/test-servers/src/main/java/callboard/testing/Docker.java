package callboard.testing;

import org.testcontainers.DockerClientFactory;

/// Whether a Docker engine answers, asked once and said once.
final class Docker {

    private static final boolean AVAILABLE = ask();

    private Docker() {}

    static boolean available() {
        return AVAILABLE;
    }

    private static boolean ask() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        System.out.println(
                answers
                        ? "Tests use PostgreSQL and Redis in containers (a Docker engine answers)."
                        : "Tests use embedded PostgreSQL and Redis (no Docker engine answers).");
        return answers;
    }
}
