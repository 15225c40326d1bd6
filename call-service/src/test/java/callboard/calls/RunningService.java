package callboard.calls;

import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// A call-service as it runs, on a real database and a real Redis; several of them are replicas of one another.
/// Time brings nothing by itself: a test that waits for what is due asks for `callboard.timers.every=250ms`.
public final class RunningService implements AutoCloseable {

    /// A machine that stalls for seconds doesn't turn what a test sends into something to be sent again.
    private static final List<String> PATIENT = List.of(
            "callboard.intake.answer-within=60s",
            "callboard.reads.patience=60s",
            "spring.datasource.hikari.connection-timeout=60000",
            "spring.datasource.hikari.validation-timeout=30000",
            "spring.datasource.hikari.data-source-properties.connectTimeout=60",
            "spring.datasource.hikari.data-source-properties.socketTimeout=60",
            "spring.datasource.hikari.data-source-properties.options=-c idle_in_transaction_session_timeout=60s",
            "spring.data.redis.timeout=10s");

    private final ConfigurableApplicationContext context;
    public final Api api;
    public final JdbcTemplate sql;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
        this.api = new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        this.sql = context.getBean(JdbcTemplate.class);
    }

    /// One on a database of its own.
    public static RunningService start(TestRedis redis, String... properties) {
        return start(TestPostgres.freshDatabase(), redis, properties);
    }

    public static RunningService start(String database, TestRedis redis, String... properties) {
        return start(database, redis, Clock.systemUTC(), properties);
    }

    /// One that lives by the given clock.
    public static RunningService start(String database, TestRedis redis, Clock clock, String... properties) {
        return run(database, redis, clock, Stream.concat(PATIENT.stream(), Stream.of(properties)));
    }

    /// One that gives up as soon as it does elsewhere, for tests of what it says then.
    public static RunningService startAsShipped(String database, TestRedis redis, String... properties) {
        return run(database, redis, Clock.systemUTC(), Stream.of(properties));
    }

    private static RunningService run(String database, TestRedis redis, Clock clock, Stream<String> properties) {
        var all = Stream.concat(
                Stream.of(
                        "server.port=0",
                        "callboard.timers.every=1h",
                        // Tests tell of days that are long gone.
                        "callboard.retention.keep=36500d",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "spring.datasource.url=" + database,
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "callboard.redis.url=redis://" + redis.host() + ":" + redis.port(),
                        "callboard.security.api-keys=tests:" + Api.KEY,
                        "callboard.security.admin-keys=tests:" + Api.ADMIN_KEY,
                        "callboard.connections.secrets-key=" + Api.SECRETS_KEY),
                properties);
        var application = CallServiceApplication.application();
        // At the end of all tests the database goes at the same moment; nobody has to wait for it.
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        // What a test asks for replaces what all get: two of a name would be joined to one with a comma.
        var named = all.collect(Collectors.toMap(
                property -> property.substring(0, property.indexOf('=')), Function.identity(), (_, later) -> later));
        return new RunningService(application.run(
                named.values().stream().map(property -> "--" + property).toArray(String[]::new)));
    }

    /// The JDBC address of its database.
    public String database() {
        return context.getEnvironment().getRequiredProperty("spring.datasource.url");
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// An id that no other test uses.
    public static String newCallId() {
        return "call-" + UUID.randomUUID();
    }

    @Override
    public void close() {
        context.close();
    }
}
