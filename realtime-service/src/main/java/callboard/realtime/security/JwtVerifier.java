package callboard.realtime.security;

import callboard.contracts.viewer.Identified;
import callboard.contracts.viewer.TokenVerifier;
import callboard.contracts.viewer.ViewerClaims;
import callboard.realtime.security.ViewerProperties.Oidc;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Verifies logins at an OpenID provider: JSON web tokens, by the provider's public keys, which are kept for five
/// minutes, and for hours while the provider is unavailable.
final class JwtVerifier implements TokenVerifier {

    private static final Logger log = LoggerFactory.getLogger(JwtVerifier.class);
    private static final Identified INVALID = new Identified.Unauthenticated("This login is not valid, or it is over");
    private static final Identified UNAVAILABLE =
            new Identified.Unavailable("The login server can't be asked for its keys now; try again soon");
    /// How far the provider's clock may be from ours; a login is valid for as much longer.
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private final Oidc oidc;
    private final ViewerClaims claims;
    private final ResourceRetriever web = new DefaultResourceRetriever(2_000, 2_000, 256 * 1_024);
    private final NimbusJwtDecoder decoder;
    private volatile boolean keysUnavailable;

    JwtVerifier(Oidc oidc) {
        this.oidc = oidc;
        claims = new ViewerClaims(oidc.queuesClaim(), oidc.defaultQueues());
        // Public keys only: who can verify by a shared secret could also make tokens.
        decoder = NimbusJwtDecoder.withJwkSource(keys())
                .jwsAlgorithms(algorithms -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values())))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators()));
        if (oidc.audience() == null) {
            log.warn("A token that the login server made for any other program is valid here, too: set"
                    + " callboard.security.oidc.audience");
        }
    }

    @Override
    public Identified verify(String token) {
        try {
            var login = decoder.decode(token);
            return claims.identify(
                    login.getClaims(),
                    Objects.requireNonNull(login.getExpiresAt()).plus(CLOCK_SKEW));
        } catch (BadJwtException invalid) {
            log.debug("A login was refused: {}", invalid.getMessage());
            return INVALID;
        } catch (JwtException noKey) {
            // Its key is not among those that were fetched a moment ago, or none could be.
            return noKey.getCause() instanceof RateLimitReachedException && !keysUnavailable ? INVALID : UNAVAILABLE;
        }
    }

    private JWKSource<SecurityContext> keys() {
        try {
            return JWKSourceBuilder.create(keysOrDiscovery().toURL(), this::fetch)
                    .cache(
                            Duration.ofMinutes(5).toMillis(),
                            Duration.ofSeconds(5).toMillis())
                    .refreshAheadCache(false)
                    // Tokens signed with unknown keys make us fetch again; twice in this time at most.
                    .rateLimited(Duration.ofSeconds(30).toMillis())
                    .outageTolerant(Duration.ofHours(4).toMillis())
                    .build();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("No keys of logins can be fetched: " + wrong.getMessage(), wrong);
        }
    }

    private URI keysOrDiscovery() {
        if (oidc.jwkSetUri() != null) {
            return oidc.jwkSetUri();
        }
        var issuer = String.valueOf(oidc.issuerUri());
        return URI.create((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
    }

    private Resource fetch(URL address) throws IOException {
        try {
            var keys = web.retrieveResource(oidc.jwkSetUri() == null ? discover(address) : address);
            JWKSet.parse(keys.getContent());
            keysUnavailable = false;
            return keys;
        } catch (IOException | ParseException failed) {
            keysUnavailable = true;
            log.warn("The login server's keys not fetched ({}); retrying with a later login", failed.getMessage());
            throw new IOException(failed);
        }
    }

    private URL discover(URL address) throws IOException, ParseException {
        var provider = JSONObjectUtils.parse(web.retrieveResource(address).getContent());
        var issuer = String.valueOf(oidc.issuerUri());
        if (!issuer.equals(JSONObjectUtils.getString(provider, "issuer"))) {
            throw new IOException(address + " speaks for another issuer than " + issuer);
        }
        return JSONObjectUtils.getURI(provider, "jwks_uri").toURL();
    }

    private List<OAuth2TokenValidator<Jwt>> validators() {
        var type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        var times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setAllowEmptyExpiryClaim(false);
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>(List.of(type, times));
        if (oidc.issuerUri() != null) {
            validators.add(new JwtIssuerValidator(oidc.issuerUri().toString()));
        }
        if (oidc.audience() != null) {
            validators.add(new JwtAudienceValidator(oidc.audience()));
        }
        return validators;
    }
}
