package callboard.calls.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Keeps the service from starting, and from ending, while its database is unavailable: tries until it is available.
/// Meanwhile the service's port says that it lives, that it is not ready, and that events are to be sent again.
///
/// A database that refuses our name or password, or doesn't exist, is not waited for: that doesn't pass by itself.
public final class DatabaseWait implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int ATTEMPTS_A_LINE = 5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (isTrainingRun(environment)) {
            return;
        }
        var failure = failure(environment);
        if (failure.isEmpty()) {
            return;
        }
        try (var _ = StartupServer.at(environment.getProperty("server.port", Integer.class, 0))) {
            for (int attempt = 0; failure.isPresent(); attempt++) {
                if (attempt % ATTEMPTS_A_LINE == 0) {
                    log.warn(
                            "The database can't be reached yet ({}); trying again every {} s and starting then",
                            failure.get().getMessage(),
                            BETWEEN_ATTEMPTS.toSeconds());
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
                failure = failure(environment);
            }
            log.info("The database is available; starting");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", stopping);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /// A start that ends before it needs a database, by which a JVM learns what to have ready.
    private static boolean isTrainingRun(Environment environment) {
        return "onRefresh".equals(environment.getProperty("spring.context.exit"));
    }

    /// Why the database can't be waited on yet.
    private static Optional<SQLException> failure(Environment environment) {
        var settings = new Properties();
        settings.put("user", environment.getProperty("spring.datasource.username", ""));
        settings.put("password", environment.getProperty("spring.datasource.password", ""));
        settings.put("connectTimeout", "2");
        settings.put("loginTimeout", "5");
        settings.put("targetServerType", "primary");
        try (var connection =
                DriverManager.getConnection(environment.getRequiredProperty("spring.datasource.url"), settings)) {
            log.debug("The database answers as {}", connection.getMetaData().getURL());
            return Optional.empty();
        } catch (SQLException failure) {
            return passes(failure) ? Optional.of(failure) : Optional.empty();
        }
    }

    /// What doesn't pass fails the next connection, and ends the start.
    private static boolean passes(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return !state.startsWith("28") && !state.equals("3D000");
    }
}
