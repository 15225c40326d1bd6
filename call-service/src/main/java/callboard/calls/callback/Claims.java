package callboard.calls.callback;

import callboard.calls.callback.ClaimRepository.Standing;
import callboard.calls.database.ManualChanges;
import callboard.calls.database.WritePath;
import callboard.calls.outbox.Outbox;
import callboard.calls.outbox.OutboxRelay;
import callboard.calls.web.ProblemException;
import callboard.contracts.CallbackClaim;
import callboard.contracts.ProblemCode;
import callboard.contracts.viewer.Viewer;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes and gives up claims, for everybody to see. The name is not verified: the log has the token's.
@Component
class Claims {

    private static final Logger log = LoggerFactory.getLogger(Claims.class);

    private final ClaimRepository rows;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ManualChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Claims(
            ClaimRepository rows,
            Outbox outbox,
            OutboxRelay relay,
            ManualChanges changes,
            @WritePath JdbcTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.relay = relay;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Who says it again has the claim that they had.
    ///
    /// @throws ProblemException for a call that the viewer doesn't see, that is not to be called back, or that
    ///         somebody else has claimed
    CallbackClaim claim(String callId, String by, Viewer viewer) {
        var claimed = changes.inTurn(() -> transaction.execute(_ -> {
            var call = standing(callId, viewer);
            if (!call.due()) {
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        ProblemCode.CALLBACK_NOT_DUE,
                        "The caller of this call is not to be called back: it was not lost, has no number, or somebody"
                                + " has talked with them since");
            }
            var now = rows.claim(callId, call.queueId(), by, clock.instant());
            if (now.isNew()) {
                outbox.appendClaim(now.claim());
            }
            return now;
        }));
        var claim = claimed.claim();
        if (!by.equals(claim.by())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    ProblemCode.CALLBACK_TAKEN,
                    "%s calls back already, and said so at %s".formatted(claim.by(), claim.at()));
        }
        if (claimed.isNew()) {
            relay.wake();
            log.info("Call {} is called back by \"{}\", let in as {}", callId, by, viewer.name());
        }
        return claim;
    }

    /// Whoever sees the call may give up anybody's claim, as when they have gone home.
    ///
    /// @throws ProblemException for a call that the viewer doesn't see
    void release(String callId, Viewer viewer) {
        boolean released = changes.inTurn(() -> Objects.requireNonNull(transaction.execute(_ -> {
            var call = standing(callId, viewer);
            boolean was = rows.release(callId);
            if (was) {
                outbox.appendClaim(new CallbackClaim(callId, call.queueId(), null, clock.instant()));
            }
            return was;
        })));
        if (released) {
            relay.wake();
            log.info("Call {} is called back by nobody, says who was let in as {}", callId, viewer.name());
        }
    }

    private Standing standing(String callId, Viewer viewer) {
        return rows.standing(callId)
                .filter(call -> viewer.allows(call.queueId()))
                .orElseThrow(Claims::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, ProblemCode.CALL_NOT_FOUND, "This call is not known");
    }
}
