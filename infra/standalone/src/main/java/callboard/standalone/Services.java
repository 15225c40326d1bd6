package callboard.standalone;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How each of Callboard's own programs is run: its jar, its memory and its environment, which is the launcher's
/// own and what the launcher adds.
final class Services {

    private static final String CALLS_HEAP = "-Xmx128m";
    private static final String REALTIME_HEAP = "-Xmx192m";
    private static final String SIMULATOR_HEAP = "-Xmx128m";
    private static final String READINESS = "/actuator/health/readiness";

    private final LauncherSettings settings;
    private final String databaseUrl;
    private final AotCache callServiceCache;
    private final AotCache realtimeServiceCache;

    Services(LauncherSettings settings, String databaseUrl) {
        this.settings = settings;
        this.databaseUrl = databaseUrl;
        callServiceCache = AotCache.of("call-service", settings.callServiceJar(), settings);
        realtimeServiceCache = AotCache.of("realtime-service", settings.realtimeServiceJar(), settings);
    }

    void unpack() {
        callServiceCache.unpack(java(CALLS_HEAP));
        realtimeServiceCache.unpack(java(REALTIME_HEAP));
    }

    ManagedProcess callService() {
        return process(
                "call-service",
                java(CALLS_HEAP, callServiceCache.arguments()),
                Map.of(
                        "CALLBOARD_PORT",
                        Integer.toString(settings.callsPort()),
                        "CALLBOARD_DATABASE_URL",
                        databaseUrl,
                        "CALLBOARD_DATABASE_USER",
                        Postgres.USER,
                        "CALLBOARD_DATABASE_PASSWORD",
                        Postgres.PASSWORD,
                        "CALLBOARD_API_KEYS",
                        apiKeys()),
                settings.callsPort());
    }

    ManagedProcess realtimeService() {
        return process(
                "realtime-service",
                java(REALTIME_HEAP, realtimeServiceCache.arguments()),
                Map.of(
                        "CALLBOARD_REALTIME_PORT", Integer.toString(settings.realtimePort()),
                        "CALLBOARD_REALTIME_MANAGEMENT_PORT", Integer.toString(settings.realtimeManagementPort())),
                settings.realtimeManagementPort());
    }

    ManagedProcess simulator() {
        var command = java(
                SIMULATOR_HEAP, List.of("-jar", copy(settings.simulatorJar()).toString()));
        command.add("--url=http://localhost:" + settings.callsPort());
        command.add("--api-key=" + settings.apiKey());
        command.add("demo");
        if (!settings.via().isEmpty()) {
            command.add("--via=" + settings.via());
            adminKey().ifPresent(key -> command.add("--admin-key=" + key));
        }
        return new ManagedProcess(
                "simulator", command, environment(), Readiness.immediately(), settings.logs(), settings.run());
    }

    /// What is given, and where logs are followed while the simulator may write one.
    private Map<String, String> environment() {
        var environment = new HashMap<>(settings.environment());
        if (settings.demo()) {
            environment.putIfAbsent(
                    "CALLBOARD_CONNECTIONS_LOGDIRECTORY", settings.followed().toString());
        }
        return environment;
    }

    /// Makes the next start a faster one.
    void trainCaches() {
        callServiceCache.train(java(CALLS_HEAP));
        realtimeServiceCache.train(java(REALTIME_HEAP));
    }

    void stopTraining() {
        callServiceCache.stop();
        realtimeServiceCache.stop();
    }

    private ManagedProcess process(String name, List<String> command, Map<String, String> own, int healthPort) {
        var environment = environment();
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        environment.put("CALLBOARD_REDIS_URL", "redis://localhost:" + settings.redisPort());
        environment.put("CALLBOARD_ALLOWED_ORIGINS", String.join(",", origins()));
        environment.putAll(own);
        return new ManagedProcess(
                name, command, environment, Readiness.http(healthPort, READINESS), settings.logs(), settings.run());
    }

    /// Where a browser may have the dashboard from: this machine under each of its usual names and by its addresses, at
    /// which the dashboard listens, too, and what the user adds.
    private Set<String> origins() {
        var origins = new LinkedHashSet<String>();
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", hostName())) {
            origins.add("http://" + host + ":" + settings.dashboardPort());
        }
        ownAddresses().forEach(address -> origins.add("http://" + address + ":" + settings.dashboardPort()));
        origins.addAll(list(settings.furtherOrigins()));
        origins.addAll(list(settings.environment().getOrDefault("CALLBOARD_ALLOWED_ORIGINS", "")));
        return origins;
    }

    /// The launcher's own key, and those that the user gives.
    private String apiKeys() {
        var keys = new LinkedHashSet<>(list(settings.environment().getOrDefault("CALLBOARD_API_KEYS", "")));
        if (keys.stream().noneMatch(key -> key.endsWith(":" + settings.apiKey()))) {
            keys.addFirst("dev:" + settings.apiKey());
        }
        return String.join(",", keys);
    }

    /// One that the user gives as it is; without any the services and the simulator know the same.
    private Optional<String> adminKey() {
        return list(settings.environment().getOrDefault("CALLBOARD_ADMIN_KEYS", "")).stream()
                .map(key -> key.substring(key.indexOf(':') + 1))
                .filter(key -> !key.startsWith("sha256:"))
                .findFirst();
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated.isBlank()
                ? List.of()
                : List.of(commaSeparated.strip().split("\\s*,\\s*"));
    }

    private static List<String> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    // Browsers write the others in a shorter form than Java does.
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .toList();
        } catch (SocketException unreadable) {
            return List.of();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private List<String> java(String heap) {
        return java(heap, List.of());
    }

    /// The JDK that runs us, since another on the PATH may be too old; set as in a container, but for the heap.
    private List<String> java(String heap, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + settings.javaOptions(),
                heap));
        command.addAll(arguments);
        return command;
    }

    /// Run from a copy, so that a build does not pull the classes away from under it.
    private Path copy(Path jar) {
        Path copy = settings.run().resolve(jar.getFileName());
        try {
            return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LaunchFailure(jar + " can't be copied to " + copy + " (" + failed + ").", failed);
        }
    }
}
