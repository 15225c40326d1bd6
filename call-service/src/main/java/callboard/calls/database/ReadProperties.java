package callboard.calls.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How reading is kept from standing in the way of writing.
///
/// @param url         of a standby to read from, or of all servers, of which one that is a standby is taken; without,
///         reads go to the database that is written to
/// @param lag         for how long a read waits for the standby to have what the primary has; it then goes to the
///         primary
/// @param connections to the database at most, for all reads together
/// @param patience    after which a statement is given up
@Validated
@ConfigurationProperties("callboard.reads")
record ReadProperties(
        @Nullable String url,
        @NotNull @DefaultValue("100ms") Duration lag,
        @Min(1) @Max(100) @DefaultValue("6") int connections,
        @NotNull @DefaultValue("5s") Duration patience) {}
