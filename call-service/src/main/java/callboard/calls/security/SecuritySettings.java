package callboard.calls.security;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Who is let in. Keys are `name:key`; several may be valid at once.
///
/// @param apiKeys        of telephony systems, which send events
/// @param adminKeys      of operators, who change queues; may be none
/// @param allowedOrigins pages that may read from a browser, as `scheme://host:port`
@Validated
@ConfigurationProperties("callboard.security")
record SecuritySettings(
        @NotEmpty List<@Pattern(regexp = FORM, message = MESSAGE) String> apiKeys,
        @NotNull List<@Pattern(regexp = FORM, message = MESSAGE) String> adminKeys,
        @NotNull List<String> allowedOrigins) {

    private static final String FORM = "[^:]+:.{8,}";
    private static final String MESSAGE = "must be name:key, the key of 8 characters or more";
}
