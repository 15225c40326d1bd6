package callboard.calls.web;

import callboard.contracts.Health;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health`: that the process lives. Whether it can do its work is Actuator's readiness.
@RestController
class HealthController {

    private final Clock clock;

    HealthController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/health")
    Health health() {
        return new Health("ok", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0, clock.instant());
    }
}
