package callboard.simulator.sender;

import java.net.URI;

/// Where events go, and by what right.
///
/// @param events the address of `POST /api/events`
public record Endpoint(URI events, String apiKey) {

    /// @param service the service's base address, such as `http://localhost:3001`
    public static Endpoint of(URI service, String apiKey) {
        var scheme = service.getScheme();
        if (service.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "The service's address must look like http://localhost:3001, not " + service);
        }
        var base = service.toString();
        return new Endpoint(URI.create(base.endsWith("/") ? base + "api/events" : base + "/api/events"), apiKey);
    }

    /// Where many events go at once: `POST /api/events/batch`.
    public Endpoint inBatches() {
        return new Endpoint(URI.create(events + "/batch"), apiKey);
    }
}
