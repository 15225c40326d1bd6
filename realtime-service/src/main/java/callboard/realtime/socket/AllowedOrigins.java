package callboard.realtime.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which pages may connect. Browsers send their page's origin, other clients none.
final class AllowedOrigins {

    private final List<String> allowed;

    AllowedOrigins(List<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    boolean allows(@Nullable String origin, @Nullable String host) {
        return origin == null
                || allowed.contains("*")
                || allowed.contains(origin.toLowerCase(Locale.ROOT))
                || host != null && isSameHost(origin, host);
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
