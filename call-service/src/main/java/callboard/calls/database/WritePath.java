package callboard.calls.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/// Asks for the write path's own database connections, as a `DataSource`, a `JdbcClient` or, for what
/// is several statements in one round trip, a `JdbcTemplate`.
@Qualifier
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WritePath {}
