package callboard.viewers;

import callboard.viewers.ViewerSettings.Oidc;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Logins at an OpenID provider: JSON web tokens, judged by the provider's public keys.
final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final String INVALID = "This login is not valid, or it is over";
    private static final String EVERY_QUEUE = "*";
    private static final Duration WARNED_AGAIN = Duration.ofSeconds(30);
    /// How far the login server's clock may be from ours; a login holds for as much longer.
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private final Oidc settings;
    private final NimbusJwtDecoder decoder;
    private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.MIN);

    Logins(Oidc settings) {
        this.settings = settings;
        // Public keys only: whoever could sign with a shared secret could also make tokens.
        decoder = NimbusJwtDecoder.withJwkSource(LoginKeys.of(settings))
                .jwsAlgorithms(algorithms -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values())))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules(settings)));
        if (!Oidc.given(settings.audience())) {
            log.warn(
                    "A token that the login server made for any other program is good here, too: set callboard.security.oidc.audience");
        }
    }

    static boolean isOne(String token) {
        return FORM.matcher(token).matches();
    }

    Identified identify(String token) {
        try {
            var login = decoder.decode(token);
            var queues = queues(login);
            return queues.isEmpty()
                    ? new Identified.Blind(
                            "This login shows no queue: its token has no claim " + settings.queuesClaim())
                    : new Identified.As(new Viewer(
                            name(login),
                            queues.contains(EVERY_QUEUE) ? null : queues,
                            Objects.requireNonNull(login.getExpiresAt()).plus(CLOCKS_APART)));
        } catch (BadJwtException invalid) {
            log.debug("A login was refused: {}", invalid.getMessage());
            return new Identified.Nobody(INVALID);
        } catch (JwtException unclear) {
            if (unclear.getCause() instanceof RateLimitReachedException) {
                // Its key is not among those that were fetched a moment ago.
                return new Identified.Nobody(INVALID);
            }
            warn(unclear);
            return new Identified.Unclear("The login server can't be asked for its keys now; try again soon");
        }
    }

    /// Once a while: whoever sends tokens that can't be judged must not fill the log.
    private void warn(JwtException unclear) {
        var before = warned.get();
        var now = Instant.now();
        if (now.minus(WARNED_AGAIN).isAfter(before) && warned.compareAndSet(before, now)) {
            log.warn("Logins can't be judged now: {}", unclear.getMessage());
        }
    }

    private static List<OAuth2TokenValidator<Jwt>> rules(Oidc settings) {
        var types = new JwtTypeValidator("JWT", "at+jwt");
        types.setAllowEmpty(true);
        var rules = new ArrayList<OAuth2TokenValidator<Jwt>>(List.of(
                types,
                new JwtTimestampValidator(CLOCKS_APART),
                new JwtClaimValidator<>(JwtClaimNames.EXP, expiry -> expiry != null)));
        if (settings.issuerUri() != null && Oidc.given(settings.issuerUri())) {
            rules.add(new JwtIssuerValidator(settings.issuerUri().toString()));
        }
        if (Oidc.given(settings.audience())) {
            rules.add(new JwtClaimValidator<Collection<String>>(
                    JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())));
        }
        return rules;
    }

    private Set<String> queues(Jwt login) {
        return switch (login.getClaims().get(settings.queuesClaim())) {
            case null -> words(settings.defaultQueues());
            case String text -> words(text);
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            default -> Set.of();
        };
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String name(Jwt login) {
        return Optional.ofNullable(login.getClaimAsString("preferred_username"))
                .or(() -> Optional.ofNullable(login.getSubject()))
                .orElse("somebody");
    }
}
