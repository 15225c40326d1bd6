package callboard.calls.replay;

import callboard.calls.web.ProblemException;
import callboard.calls.web.QueryParameters;
import callboard.contracts.ProblemCode;
import callboard.contracts.Replay;
import callboard.contracts.viewer.Viewer;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /api/replay`: how every call stood at every moment between two.
@RestController
class ReplayController {

    private static final String RETRY_AFTER = "2";

    private final Replays replays;
    private final Clock clock;
    private final Semaphore free;

    ReplayController(Replays replays, Clock clock, ReplayProperties settings) {
        this.replays = replays;
        this.clock = clock;
        this.free = new Semaphore(settings.atOnce());
    }

    @GetMapping("/api/replay")
    Replay replay(@QueryParameters ReplayParameters parameters, @AuthenticationPrincipal Viewer viewer) {
        if (!free.tryAcquire()) {
            var busy = new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ProblemCode.OVERLOADED,
                    "Other replays are being read; try again when they are done");
            busy.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            throw busy;
        }
        try {
            return replays.between(parameters.from(), parameters.to(), clock.instant(), viewer);
        } finally {
            free.release();
        }
    }
}
