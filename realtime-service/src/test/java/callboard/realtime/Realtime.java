package callboard.realtime;

import static org.awaitility.Awaitility.await;

import callboard.realtime.feed.CallFeed;
import callboard.realtime.socket.SocketServer;
import callboard.testing.TestRedis;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/// One replica of the service on free ports.
public final class Realtime implements AutoCloseable {

    private static final Supplier<TestRedis> SHARED_REDIS =
            SingletonSupplier.of(() -> untilTheEnd(TestRedis.started()));
    private static final Supplier<Realtime> SHARED =
            SingletonSupplier.of(() -> untilTheEnd(on(sharedRedis()).listening()));

    private final ConfigurableApplicationContext context;

    private Realtime(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// One with its defaults for every test that does it no harm; it listens to [#sharedRedis].
    public static Realtime shared() {
        return SHARED.get();
    }

    public static TestRedis sharedRedis() {
        return SHARED_REDIS.get();
    }

    private static <T extends AutoCloseable> T untilTheEnd(T part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception failed) {
                System.err.println("Not closed: " + failed);
            }
        }));
        return part;
    }

    /// @param settings `name=value`, names below `callboard.realtime` or from `callboard` on
    public static Realtime on(TestRedis redis, String... settings) {
        return on(redis, List.of(), settings);
    }

    public static Realtime on(TestRedis redis, List<Class<?>> replacements, String... settings) {
        return at(redis.host(), redis.port(), replacements, settings);
    }

    /// One that reaches its Redis there.
    public static Realtime at(String host, int port, List<Class<?>> replacements, String... settings) {
        return at("redis://" + host + ":" + port, replacements, settings);
    }

    /// @param redis its address, as an operator writes it
    public static Realtime at(String redis, List<Class<?>> replacements, String... settings) {
        var arguments = new ArrayList<String>(List.of(
                "--callboard.redis.url=" + redis,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--callboard.realtime.port=0"));
        for (String setting : settings) {
            arguments.add("--" + (setting.startsWith("callboard.") ? "" : "callboard.realtime.") + setting);
        }
        var application = new SpringApplicationBuilder(RealtimeApplication.class);
        application.sources(replacements.toArray(Class<?>[]::new));
        return new Realtime(application.run(arguments.toArray(String[]::new)));
    }

    /// Waits until updates arrive from Redis.
    public Realtime listening() {
        await().until(part(CallFeed.class)::isListening);
        return this;
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
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
