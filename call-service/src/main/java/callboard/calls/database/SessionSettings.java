package callboard.calls.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// What the sessions of a pool begin with, beside what those of the shared one do.
///
/// They are startup options, not statements: a pooler between us and the database, whose sessions are everybody's, has
/// its own place for them and is told to ignore ours (docs/operating.md); statements would reach whichever session they
/// happen to be run in.
final class SessionSettings {

    private static final String OPTIONS = "options";

    private final Map<String, String> values;

    /// @param values without blanks
    SessionSettings(Map<String, String> values) {
        this.values = values;
    }

    /// A pool like the shared one.
    HikariDataSource pool(DataSource shared, String name) throws SQLException {
        var like = shared.unwrap(HikariDataSource.class);
        return pool(like, name, like.getJdbcUrl(), like.getDataSourceProperties());
    }

    /// A pool like the shared one of connections to elsewhere.
    ///
    /// @param targetServerType which of the servers in the address, as the driver calls it
    HikariDataSource pool(DataSource shared, String name, String url, String targetServerType) throws SQLException {
        var like = shared.unwrap(HikariDataSource.class);
        var properties = new Properties();
        properties.putAll(like.getDataSourceProperties());
        properties.put("targetServerType", targetServerType);
        return pool(like, name, url, properties);
    }

    private HikariDataSource pool(HikariConfig like, String name, String url, Properties driverProperties) {
        var pool = new HikariDataSource();
        like.copyStateTo(pool);
        pool.setPoolName(name);
        var properties = new Properties();
        properties.putAll(driverProperties);
        properties.put(
                OPTIONS,
                Stream.concat(
                                Stream.ofNullable(driverProperties.getProperty(OPTIONS)),
                                values.entrySet().stream()
                                        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue()))
                        .collect(Collectors.joining(" ")));
        // The copy shares its properties with the original, so it is not told them by its own.
        pool.setDataSource(new DriverDataSource(
                url, like.getDriverClassName(), properties, like.getUsername(), like.getPassword()));
        return pool;
    }
}
