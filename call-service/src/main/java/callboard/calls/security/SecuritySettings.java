package callboard.calls.security;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Who is let in.
///
/// @param apiKeys        senders' keys as `name:key`; several may be valid at once
/// @param allowedOrigins pages that may read from a browser, as `scheme://host:port`
@Validated
@ConfigurationProperties("callboard.security")
record SecuritySettings(
        @NotEmpty List<@Pattern(regexp = "[^:]+:.{8,}", message = "must be name:key, the key of 8 characters or more")
                String> apiKeys,
        @NotNull List<String> allowedOrigins) {}
