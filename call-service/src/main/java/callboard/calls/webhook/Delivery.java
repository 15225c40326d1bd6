package callboard.calls.webhook;

import callboard.calls.outbound.OutboundHttp.Answered;
import callboard.calls.outbound.OutboundHttp.Outcome;
import callboard.calls.outbound.OutboundHttp.Unanswered;
import java.time.Instant;
import java.util.Optional;

/// A message that was sent, and what came of it.
///
/// @param at when it was sent
record Delivery(Webhook webhook, Message message, Instant at, Outcome outcome) {

    /// When it was known what came of it.
    Instant endedAt() {
        return at.plus(outcome.took());
    }

    boolean isTaken() {
        return outcome instanceof Answered answered && answered.isSuccess();
    }

    /// Whether nothing more is wanted: 410.
    boolean isGone() {
        return outcome instanceof Answered answered && answered.status() == 410;
    }

    Optional<Integer> status() {
        return outcome instanceof Answered answered ? Optional.of(answered.status()) : Optional.empty();
    }

    String answer() {
        return outcome instanceof Answered answered ? answered.beginning() : "";
    }

    /// Why it was not taken, in words.
    String reason() {
        return switch (outcome) {
            case Answered answered
            when answered.status() >= 300 && answered.status() < 400 ->
                "Answered with %d, a redirect, which is not followed".formatted(answered.status());
            case Answered answered -> "Answered with %d".formatted(answered.status());
            case Unanswered unanswered -> unanswered.reason();
        };
    }
}
