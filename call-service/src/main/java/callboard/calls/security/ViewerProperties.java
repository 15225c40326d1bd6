package callboard.calls.security;

import callboard.contracts.viewer.ViewerToken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who may read and watch, the same in both services. With neither tokens nor logins, everybody who can reach them may.
///
/// @param viewerTokens `name:token`, `name:sha256:<hex>`, or with the queues they show `name@queue|queue:token`
/// @param oidc         logins: JSON web tokens of an OpenID provider
@Validated
@ConfigurationProperties("callboard.security")
record ViewerProperties(
        @DefaultValue @NotNull List<String> viewerTokens,
        @DefaultValue @NotNull @Valid Oidc oidc) {

    // Of the whole, since what is wrong is printed with its value when one alone is.
    @AssertTrue(
            message = "viewer-tokens must be name:token or name@queue|queue:token, the token of 8 characters or more,"
                    + " or sha256: and 64 hexadecimal digits")
    boolean isEveryTokenWellFormed() {
        return viewerTokens.stream().allMatch(ViewerToken::isWellFormed);
    }

    /// @param issuerUri     who must have issued a token; the provider's keys are found through it, unless
    /// @param jwkSetUri     says where they are
    /// @param audience      for whom it must be issued; for anybody unless given
    /// @param queuesClaim   which claim names the queues that a login shows: a list, or words with spaces; `*` is
    ///         all
    /// @param defaultQueues what a login shows whose token has no such claim, in the same words; nothing unless
    ///         given
    record Oidc(
            @Nullable URI issuerUri,
            @Nullable URI jwkSetUri,
            @Nullable String audience,
            @DefaultValue("queues") @NotNull String queuesClaim,
            @DefaultValue("") @NotNull String defaultQueues) {

        /// A variable that is set to nothing is not given.
        Oidc {
            issuerUri = isBlank(issuerUri) ? null : issuerUri;
            jwkSetUri = isBlank(jwkSetUri) ? null : jwkSetUri;
            audience = isBlank(audience) ? null : audience;
        }

        boolean isConfigured() {
            return issuerUri != null || jwkSetUri != null;
        }

        @AssertTrue(message = "a login's keys must come over https, or from this computer")
        boolean isFetchedSafely() {
            return isSafe(issuerUri) && isSafe(jwkSetUri);
        }

        private static boolean isBlank(@Nullable Object value) {
            return value == null || value.toString().isBlank();
        }

        private static boolean isSafe(@Nullable URI uri) {
            return uri == null
                    || "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme())
                            && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
        }
    }
}
