package callboard.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// Where Callboard keeps its files, which ports it answers on and what it was asked to do, as `-D…` said.
/// What the environment says is handed on to the services.
///
/// | property | default | meaning |
/// |---|---|---|
/// | `demo` | | also play calls |
/// | `via` | | play them as this kind of connection would tell them, such as `twilio` |
/// | `reset` | | begin with empty databases |
/// | `callboard.home` | `~/.callboard` | data, logs and unpacked programs |
/// | `callboard.artifacts` | the project's folder | where the built services and the dashboard are |
/// | `callboard.port.dashboard` | 3000 | the dashboard's port; 0 takes any |
/// | `callboard.port.calls` | 3001 | call-service's port; 0 takes any |
/// | `callboard.port.realtime` | 3002 | realtime-service's port; 0 takes any |
/// | `callboard.port.realtime.management` | any | where realtime-service shows its health and metrics |
/// | `callboard.aot-cache` | `true` | make an AOT cache beside the running system, and start with it the next time |
/// | `callboard.port.postgres`, `callboard.port.redis` | any | theirs, on localhost only |
/// | `callboard.api-key` | `callboard-dev-key` | what senders put into `X-API-Key` |
/// | `callboard.origins` | | further origins a browser may come from, with commas between |
public record LauncherSettings(
        Path home,
        Path artifacts,
        int dashboardPort,
        int callsPort,
        int realtimePort,
        int realtimeManagementPort,
        int postgresPort,
        int redisPort,
        String apiKey,
        String furtherOrigins,
        boolean demo,
        String via,
        boolean reset,
        boolean aotCache,
        Map<String, String> environment) {

    public LauncherSettings {
        environment = Map.copyOf(environment);
    }

    static final String DASHBOARD_PORT = "callboard.port.dashboard";
    static final String CALLS_PORT = "callboard.port.calls";
    static final String REALTIME_PORT = "callboard.port.realtime";

    public static LauncherSettings from(Properties given, Map<String, String> environment) {
        return new LauncherSettings(
                path(given, "callboard.home", userHome(given, environment).resolve(".callboard")),
                path(given, "callboard.artifacts", Path.of("")),
                port(given, DASHBOARD_PORT, 3000),
                port(given, CALLS_PORT, 3001),
                port(given, REALTIME_PORT, 3002),
                port(given, "callboard.port.realtime.management", 0),
                port(given, "callboard.port.postgres", 0),
                port(given, "callboard.port.redis", 0),
                apiKey(given),
                given.getProperty("callboard.origins", "").strip(),
                asked(given, "demo") || !via(given).isEmpty(),
                via(given),
                asked(given, "reset"),
                !given.getProperty("callboard.aot-cache", "true").equalsIgnoreCase("false"),
                environment);
    }

    Path callServiceJar() {
        return artifacts.resolve("call-service/target/call-service-1.0.0.jar");
    }

    Path realtimeServiceJar() {
        return artifacts.resolve("realtime-service/target/realtime-service-1.0.0.jar");
    }

    Path simulatorJar() {
        return artifacts.resolve("infra/simulator/target/simulator-1.0.0-exec.jar");
    }

    Path dashboard() {
        return artifacts.resolve("frontend/dist");
    }

    /// How every service's JVM is set.
    Path javaOptions() {
        return artifacts.resolve("infra/docker/java-options");
    }

    Path data() {
        return home.resolve("data");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path run() {
        return home.resolve("run");
    }

    /// Where the simulator writes a log that Callboard follows.
    Path followed() {
        return home.resolve("followed");
    }

    Path binaries() {
        return home.resolve("binaries");
    }

    /// `$HOME` where it is set; Java itself goes by the password file.
    private static Path userHome(Properties given, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "").strip();
        return Path.of(home.isEmpty() ? given.getProperty("user.home", ".") : home);
    }

    private static Path path(Properties given, String property, Path otherwise) {
        String value = given.getProperty(property, "").strip();
        return (value.isEmpty() ? otherwise : Path.of(value)).toAbsolutePath().normalize();
    }

    private static int port(Properties given, String property, int otherwise) {
        String value = given.getProperty(property, Integer.toString(otherwise)).strip();
        try {
            int port = Integer.parseInt(value);
            if (port < 0 || port > 65_535) {
                throw new NumberFormatException(value);
            }
            return port == 0 ? Port.anyFree() : port;
        } catch (NumberFormatException wrong) {
            throw new LaunchFailure(
                    "-D" + property + "=" + value + " is not a port: give a number from 0 (any) to 65535.", wrong);
        }
    }

    private static String apiKey(Properties given) {
        String key = given.getProperty("callboard.api-key", "callboard-dev-key").strip();
        if (!key.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new LaunchFailure(
                    "-Dcallboard.api-key must be of letters, digits and ._~+/=- so that it fits into a header.");
        }
        return key;
    }

    private static String via(Properties given) {
        return given.getProperty("via", "").strip();
    }

    private static boolean asked(Properties given, String property) {
        String value = given.getProperty(property);
        return value != null && !value.equalsIgnoreCase("false");
    }
}
