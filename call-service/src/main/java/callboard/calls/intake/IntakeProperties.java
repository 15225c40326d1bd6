package callboard.calls.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the write path is sized.
///
/// @param lanes        group commit workers, each with a database connection; a call always has the same one. 0: half
///                     as many as there are processors, from one to four. Few write larger batches, which cost less
/// @param batch        most events in one transaction
/// @param waiting      most events waiting for one worker; beyond it senders are answered to try later
/// @param answerWithin how long a sender waits before it is answered to try later; some give up after 5 s
/// @param bodyWithin   how long a body may take to arrive
@Validated
@ConfigurationProperties("callboard.intake")
record IntakeProperties(
        @Min(0) @Max(64) @DefaultValue("0") int lanes,
        @Min(1) @Max(1000) @DefaultValue("512") int batch,
        @Min(1) @DefaultValue("4096") int waiting,
        @NotNull @DefaultValue("4s") Duration answerWithin,
        @NotNull @DefaultValue("10s") Duration bodyWithin) {

    int workers() {
        return lanes > 0 ? lanes : Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
    }
}
