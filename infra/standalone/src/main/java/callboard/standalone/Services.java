package callboard.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How each of Callboard's own programs is run: its jar, its memory and what it is told through its environment.
record Services(Layout layout, String databaseUrl) {

    private static final List<String> CALLS_HEAP = List.of("-Xmx128m");
    private static final List<String> REALTIME_HEAP = List.of("-Xmx192m");
    private static final List<String> SIMULATOR_HEAP = List.of("-Xmx128m");
    private static final String READINESS = "/actuator/health/readiness";

    ChildProcess callService() {
        return new ChildProcess(
                "call-service",
                service(callServiceStart(), layout.callServiceJar(), CALLS_HEAP),
                Map.of(
                        "CALLBOARD_PORT",
                        Integer.toString(layout.callsPort()),
                        "CALLBOARD_DATABASE_URL",
                        databaseUrl,
                        "CALLBOARD_DATABASE_USER",
                        Postgres.USER,
                        "CALLBOARD_DATABASE_PASSWORD",
                        Postgres.PASSWORD,
                        "CALLBOARD_REDIS_URL",
                        redisUrl(),
                        "CALLBOARD_API_KEYS",
                        "dev:" + layout.apiKey(),
                        "CALLBOARD_ALLOWED_ORIGINS",
                        String.join(",", origins()),
                        "MALLOC_ARENA_MAX",
                        "2"),
                Answers.http(layout.callsPort(), READINESS),
                layout);
    }

    ChildProcess realtimeService() {
        return new ChildProcess(
                "realtime-service",
                service(realtimeServiceStart(), layout.realtimeServiceJar(), REALTIME_HEAP),
                Map.of(
                        "CALLBOARD_REALTIME_PORT", Integer.toString(layout.realtimePort()),
                        "CALLBOARD_REALTIME_MANAGEMENT_PORT", Integer.toString(layout.realtimeManagementPort()),
                        "CALLBOARD_REDIS_URL", redisUrl(),
                        "CALLBOARD_ALLOWED_ORIGINS", String.join(",", origins()),
                        "MALLOC_ARENA_MAX", "2"),
                Answers.http(layout.realtimeManagementPort(), READINESS),
                layout);
    }

    ChildProcess simulator() {
        var command =
                java(SIMULATOR_HEAP, "-jar", ownCopy(layout.simulatorJar()).toString());
        command.add("--url=http://localhost:" + layout.callsPort());
        command.add("--api-key=" + layout.apiKey());
        command.add("demo");
        return new ChildProcess("simulator", command, Map.of(), Answers.atOnce(), layout);
    }

    /// Where a browser may have the dashboard from: this machine under each of its usual names.
    private Set<String> origins() {
        var origins = new LinkedHashSet<String>();
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", hostName())) {
            origins.add("http://" + host + ":" + layout.dashboardPort());
        }
        if (!layout.furtherOrigins().isEmpty()) {
            origins.addAll(List.of(layout.furtherOrigins().split("\\s*,\\s*")));
        }
        return origins;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private String redisUrl() {
        return "redis://localhost:" + layout.redisPort();
    }

    private HeadStart callServiceStart() {
        return HeadStart.of("call-service", layout.callServiceJar(), layout);
    }

    private HeadStart realtimeServiceStart() {
        return HeadStart.of("realtime-service", layout.realtimeServiceJar(), layout);
    }

    /// What the next start will have, and how its JVM must be run for it.
    Map<HeadStart, List<String>> headStarts() {
        return Map.of(callServiceStart(), java(CALLS_HEAP), realtimeServiceStart(), java(REALTIME_HEAP));
    }

    private List<String> service(HeadStart start, Path jar, List<String> heap) {
        var command = java(heap);
        command.addAll(
                start.isThere()
                        ? start.arguments()
                        : List.of("-jar", ownCopy(jar).toString()));
        return command;
    }

    /// The JDK that runs us, since another on the PATH may be too old; set as in a container, but for the heap.
    private List<String> java(List<String> heap, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + layout.javaOptions()));
        command.addAll(heap);
        command.addAll(List.of(more));
        return command;
    }

    /// Run from a copy, so that a build does not pull the classes away from under a running service.
    private Path ownCopy(Path jar) {
        Path copy = layout.run().resolve(jar.getFileName());
        try {
            Files.createDirectories(layout.run());
            return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LaunchFailure(jar + " can't be copied to " + copy + " (" + failed + ").", failed);
        }
    }
}
