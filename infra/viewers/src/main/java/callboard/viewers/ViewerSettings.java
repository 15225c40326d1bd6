package callboard.viewers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who may read and watch. With neither tokens nor logins, everybody who can reach the services may.
///
/// @param viewerTokens `name:token`, `name:sha256:<hex>`, or with the queues they show `name@queue|queue:token`
/// @param oidc         logins: JSON web tokens of an OpenID provider
@Validated
@ConfigurationProperties("callboard.security")
record ViewerSettings(
        @DefaultValue @NotNull List<String> viewerTokens,
        @DefaultValue @NotNull @Valid Oidc oidc) {

    private static final Pattern TOKEN = Pattern.compile("[^:@]+(@[^:]+)?:(?!sha256:(?![0-9a-fA-F]{64}$)).{8,}");

    // Of the whole, since what is wrong is printed with its value when one alone is.
    @AssertTrue(
            message = "viewer-tokens must be name:token or name@queue|queue:token, the token of 8 characters or more,"
                    + " or sha256: and 64 hexadecimal digits")
    boolean isEveryTokenWellFormed() {
        return viewerTokens.stream().allMatch(TOKEN.asMatchPredicate());
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

        boolean isConfigured() {
            return given(issuerUri) || given(jwkSetUri);
        }

        @AssertTrue(message = "a login's keys must come over https, or from this computer")
        boolean isFetchedSafely() {
            return safe(issuerUri) && safe(jwkSetUri);
        }

        /// A variable that is set to nothing is as good as none.
        static boolean given(@Nullable Object value) {
            return value != null && !value.toString().isBlank();
        }

        private static boolean safe(@Nullable URI uri) {
            return uri == null
                    || !given(uri)
                    || "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme())
                            && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
        }
    }

    /// A token of the configuration.
    record Token(Viewer viewer, SecretHash hash) {

        static Token of(String setting) {
            var parts = setting.split(":", 2);
            var named = parts[0].split("@", 2);
            var queues = named.length == 1
                    ? null
                    : Arrays.stream(named[1].split("\\|"))
                            .filter(queue -> !queue.isBlank())
                            .collect(Collectors.toSet());
            return new Token(new Viewer(named[0], queues, null), SecretHash.configured(parts[1]));
        }
    }

    List<Token> tokens() {
        return viewerTokens.stream().map(Token::of).toList();
    }
}
