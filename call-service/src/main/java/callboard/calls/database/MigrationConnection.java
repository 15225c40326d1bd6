package callboard.calls.database;

import java.util.Properties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/// Flyway's connection, of its own, to the server that can be written to, as all others.
@Configuration(proxyBeanMethods = false)
class MigrationConnection {

    @Bean
    FlywayConfigurationCustomizer toThePrimary() {
        return flyway -> {
            // What Boot makes of `spring.flyway.url`.
            var database = (SimpleDriverDataSource) flyway.getDataSource();
            var properties = new Properties();
            properties.put("targetServerType", "primary");
            database.setConnectionProperties(properties);
        };
    }
}
