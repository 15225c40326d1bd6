package callboard.calls.security;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who is let in. Keys are `name:key` or `name:sha256:<hex>`; several may be valid at once. More of them are made
/// while the service runs, see [KeysController].
///
/// @param apiKeys        of telephony systems, which send events
/// @param adminKeys      of operators, who change queues and keys; may be none
/// @param readKeys       of programs that read where viewers are asked who they are
/// @param signingSecrets what events of an API key are signed with, `name:whsec_<base64>`; several while they
///         change
/// @param signatures     whether events have to be signed
/// @param signedWithin   how far a signature's time may be from ours
/// @param eventsPerSecond of each sender, unless its key says otherwise; counted by each replica for itself
/// @param rereadKeys     how often keys are read again: as long does it take until every replica knows of a
///         revocation
/// @param allowedOrigins pages that may read from a browser, as `scheme://host:port`
@Validated
@ConfigurationProperties("callboard.security")
record SecurityProperties(
        @NotNull @DefaultValue List<String> apiKeys,
        @NotNull @DefaultValue List<String> adminKeys,
        @NotNull @DefaultValue List<String> readKeys,
        @NotNull @DefaultValue List<String> signingSecrets,
        @NotNull @DefaultValue("optional") Signing signatures,
        @NotNull @DefaultValue("5m") Duration signedWithin,
        @Min(1) @Max(10_000_000) @DefaultValue("20000") int eventsPerSecond,
        @NotNull @DefaultValue("2s") Duration rereadKeys,
        @NotNull @DefaultValue List<String> allowedOrigins) {

    private static final Pattern KEY = Pattern.compile("[^:]+:(?!sha256:(?![0-9a-fA-F]{64}$)).{8,}");
    private static final Pattern SIGNING_SECRET = Pattern.compile("[^:]+:whsec_[A-Za-z0-9+/]{32,86}={0,2}");

    /// `OPTIONAL`: what is signed must be signed rightly. `REQUIRED`: everything must be signed.
    enum Signing {
        OPTIONAL,
        REQUIRED
    }

    // Of the whole, since what is wrong is printed with its value when one alone is.
    @AssertTrue(
            message = "api-keys, admin-keys and read-keys must each be name:key, the key of 8 characters or more, or"
                    + " name:sha256: and 64 hexadecimal digits")
    boolean isEveryKeyWellFormed() {
        return Stream.of(apiKeys, adminKeys, readKeys).flatMap(List::stream).allMatch(KEY.asMatchPredicate());
    }

    @AssertTrue(message = "signing-secrets must each be name:whsec_ and 24 to 64 bytes in Base64")
    boolean isEverySigningSecretWellFormed() {
        return signingSecrets.stream().allMatch(SIGNING_SECRET.asMatchPredicate());
    }

    @AssertTrue(message = "signed-within and reread-keys must be longer than nothing")
    boolean isEveryDurationPositive() {
        return signedWithin.isPositive() && rereadKeys.isPositive();
    }
}
