package callboard.realtime;

import java.util.ArrayList;
import java.util.List;

import callboard.realtime.socket.SocketServer;
import callboard.testing.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One replica of the service on free ports.
public final class Realtime implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Realtime(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param settings `name=value`, names below `callboard.realtime`
    public static Realtime on(TestRedis redis, String... settings) {
        return on(redis, List.of(), settings);
    }

    public static Realtime on(TestRedis redis, List<Class<?>> replacements, String... settings) {
        var arguments = new ArrayList<String>(List.of(
                "--spring.data.redis.url=redis://" + redis.host() + ":" + redis.port(),
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--callboard.realtime.port=0"));
        for (String setting : settings) {
            arguments.add("--callboard.realtime." + setting);
        }
        var application = new SpringApplicationBuilder(RealtimeApplication.class);
        application.sources(replacements.toArray(Class<?>[]::new));
        return new Realtime(application.run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return context.getBean(SocketServer.class).port();
    }

    public int managementPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// The value of one of our meters, by the name after `callboard.realtime.`.
    public double meter(String name) {
        return part(MeterRegistry.class).get("callboard.realtime." + name).meters().stream()
                .flatMap(meter -> java.util.stream.StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(io.micrometer.core.instrument.Measurement::getValue)
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
