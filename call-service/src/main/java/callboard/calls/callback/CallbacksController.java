package callboard.calls.callback;

import callboard.contracts.CallbackClaim;
import callboard.contracts.CallbackClaimRequest;
import callboard.contracts.Ids;
import callboard.contracts.viewer.Viewer;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who calls whom back, for everybody who watches: to be read, said and taken back.
@RestController
class CallbacksController {

    private static final int MOST = 1_000;

    private final Claims claims;
    private final ClaimRepository rows;

    CallbacksController(Claims claims, ClaimRepository rows) {
        this.claims = claims;
        this.rows = rows;
    }

    /// The latest first.
    @GetMapping("/api/callbacks")
    List<CallbackClaim> callbacks(@AuthenticationPrincipal Viewer viewer) {
        return rows.current(MOST, viewer);
    }

    @PutMapping(path = "/api/callbacks/{callId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    CallbackClaim claim(
            @PathVariable String callId,
            @Valid @RequestBody CallbackClaimRequest who,
            @AuthenticationPrincipal Viewer viewer) {
        return claims.claim(known(callId), who.by().strip(), viewer);
    }

    @DeleteMapping("/api/callbacks/{callId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String callId, @AuthenticationPrincipal Viewer viewer) {
        claims.release(known(callId), viewer);
    }

    private static String known(String sentId) {
        return Ids.id(sentId).orElseThrow(Claims::unknown);
    }
}
