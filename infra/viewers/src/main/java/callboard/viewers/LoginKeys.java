package callboard.viewers;

import callboard.viewers.ViewerSettings.Oidc;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/// Fetches the keys that a login server signs with: from where the configuration says, or where the server itself
/// does.
final class LoginKeys implements JWKSetSource<SecurityContext> {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_BYTES = 256 * 1_024;
    private static final long KEPT_MILLIS = 5 * 60_000;
    private static final long WAIT_MILLIS = 5_000;
    /// Tokens signed with keys that nobody knows make us ask again; no more often than this.
    private static final long ASKED_AGAIN_MILLIS = 30_000;
    private static final long OUTAGE_MILLIS = 4 * 60 * 60_000;

    private final ResourceRetriever web = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    private final Oidc settings;

    private LoginKeys(Oidc settings) {
        this.settings = settings;
    }

    /// The keys, kept for five minutes, and for hours while the server is away.
    static JWKSource<SecurityContext> of(Oidc settings) {
        return JWKSourceBuilder.create(new LoginKeys(settings))
                .cache(KEPT_MILLIS, WAIT_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(ASKED_AGAIN_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            return JWKSet.parse(web.retrieveResource(address().toURL()).getContent());
        } catch (IOException | ParseException failed) {
            throw new JWKSetUnavailableException(
                    "The login server's keys can't be fetched (" + failed.getMessage() + ")", failed);
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    private URI address() throws IOException, ParseException {
        if (settings.jwkSetUri() != null && Oidc.given(settings.jwkSetUri())) {
            return settings.jwkSetUri();
        }
        var issuer = String.valueOf(settings.issuerUri());
        var discovery = URI.create((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
        var found =
                JSONObjectUtils.parse(web.retrieveResource(discovery.toURL()).getContent());
        if (!issuer.equals(JSONObjectUtils.getString(found, "issuer"))) {
            throw new IOException(discovery + " speaks for another issuer than " + issuer);
        }
        return JSONObjectUtils.getURI(found, "jwks_uri");
    }
}
