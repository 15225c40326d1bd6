package callboard.calls.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How reading is kept from standing in the way of writing.
///
/// @param connections to the database at most, for all reads together
/// @param patience    after which a statement is given up
@Validated
@ConfigurationProperties("callboard.reads")
record ReadProperties(
        @Min(1) @Max(100) @DefaultValue("6") int connections,
        @NotNull @DefaultValue("5s") Duration patience) {}
