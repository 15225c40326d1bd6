package callboard.calls.connection;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How connections are kept up.
///
/// @param secretsKey  what their secrets, and those of webhooks, are encrypted with: 32 random bytes in Base64
/// @param look        how often to look for what was changed, and to tell how each is doing
/// @param lease       how long a replica that has fallen silent keeps its connections from the others
/// @param redialAfter the shortest pause before dialling again; it doubles up to 64 times as long
/// @param postsPerSecond how many messages each connection may post to a replica
/// @param logDirectory the only one in which logs are followed
/// @param importLimit largest log that is taken as an upload, as it is sent
@Validated
@ConfigurationProperties("callboard.connections")
record ConnectionProperties(
        @NotNull @DefaultValue("") String secretsKey,
        @NotNull @DefaultValue("1s") Duration look,
        @NotNull @DefaultValue("15s") Duration lease,
        @NotNull @DefaultValue("500ms") Duration redialAfter,
        @Min(1) @DefaultValue("500") int postsPerSecond,
        @NotNull @DefaultValue("/var/log/asterisk") Path logDirectory,
        @NotNull @DefaultValue("1GB") DataSize importLimit) {}
