package callboard.calls;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Stream;

import callboard.testing.TestPostgres;
import callboard.testing.TestRedis;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// A call-service as it runs, on a real database and a real Redis; several of them are replicas of one another.
public final class RunningService implements AutoCloseable {

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
        var all = Stream.concat(Stream.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "logging.level.root=warn",
                "spring.datasource.url=" + database,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "spring.data.redis.url=redis://" + redis.host() + ":" + redis.port(),
                "callboard.security.api-keys=tests:" + Api.KEY,
                "callboard.security.admin-keys=tests:" + Api.ADMIN_KEY), Stream.of(properties));
        var application = new SpringApplication(CallServiceApplication.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        // What is given twice would be taken for a list: the last one counts.
        var last = new LinkedHashMap<String, String>();
        all.forEach(property -> last.put(property.substring(0, property.indexOf('=')), "--" + property));
        return new RunningService(application.run(last.values().toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
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
