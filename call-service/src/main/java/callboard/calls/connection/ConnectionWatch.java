package callboard.calls.connection;

import callboard.calls.connection.ConnectionStates.News;
import callboard.calls.connection.message.Translated;
import callboard.calls.intake.AgentOutcome;
import callboard.calls.intake.Outcome;
import callboard.calls.lifecycle.Decision.Reason;
import callboard.calls.lifecycle.Decision.Rejected;
import callboard.contracts.ConnectionMessage;
import callboard.contracts.ConnectionStatus;
import callboard.contracts.MessageOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts what one connection hears and what becomes of it, until it is told to all.
final class ConnectionWatch implements ConnectionRunner.Watcher {

    private static final int LONGEST = 4000;
    // So many of those that are as they should be, each time.
    private static final int SHOWN = 5;
    private static final String NOT_KNOWN = "This kind of message is not known";
    private static final String FAULT = "A fault of ours; the log has it";

    private final Clock clock;
    private final Map<MessageOutcome, Long> counts = new EnumMap<>(MessageOutcome.class);
    private final Deque<ConnectionMessage> kept = new ArrayDeque<>();
    private ConnectionStatus status = ConnectionStatus.CONNECTING;
    private Instant since;
    private @Nullable String reason;
    private @Nullable Instant heardAt;
    private @Nullable Instant eventAt;
    private long messages;

    ConnectionWatch(Clock clock) {
        this.clock = clock;
        since = clock.instant();
    }

    @Override
    public synchronized void connected() {
        become(ConnectionStatus.CONNECTED, null);
    }

    @Override
    public synchronized void disconnected(String why) {
        become(ConnectionStatus.FAILING, why);
    }

    private void become(ConnectionStatus next, @Nullable String why) {
        if (status != next) {
            status = next;
            since = clock.instant();
        }
        reason = why;
    }

    boolean isConnected() {
        return status() == ConnectionStatus.CONNECTED;
    }

    private synchronized ConnectionStatus status() {
        return status;
    }

    /// @param text the message as it was heard, asked for where it is to be kept
    void heard(Translated.Meaning meaning, Supplier<String> text) {
        heard(meaning, null, text);
    }

    /// @param reason why it can't be understood
    synchronized void heard(Translated.Meaning meaning, @Nullable String reason, Supplier<String> text) {
        heardAt = clock.instant();
        messages++;
        switch (meaning) {
            case READ -> {}
            case IGNORED -> count(MessageOutcome.IGNORED);
            case UNKNOWN -> {
                count(MessageOutcome.UNKNOWN);
                keep(MessageOutcome.UNKNOWN, text.get(), Objects.requireNonNullElse(reason, NOT_KNOWN));
            }
        }
    }

    /// What became of an event that it told.
    ///
    /// @param text the event, asked for where it is to be kept
    synchronized void became(Outcome outcome, Supplier<String> text) {
        switch (outcome) {
            case Outcome.Stored _, Outcome.Replayed _ -> {
                eventAt = clock.instant();
                count(MessageOutcome.TAKEN);
            }
            case Outcome.Rejected(var rejection) -> rejected(rejection, text);
            case Outcome.Failed _ -> refused(text.get(), FAULT);
            case Outcome.TryLater _ -> {}
        }
    }

    /// What became of an event of an agent. One whose id was used before is a repeat that reads otherwise now.
    synchronized void became(AgentOutcome outcome) {
        switch (outcome) {
            case AgentOutcome.Stored _, AgentOutcome.Replayed _, AgentOutcome.IdReused _ -> {
                eventAt = clock.instant();
                count(MessageOutcome.TAKEN);
            }
            case Outcome.Failed _ -> refused("", FAULT);
            case Outcome.TryLater _ -> {}
        }
    }

    /// Somebody posted who could not prove to be the other side. What else is kept is not lost for that.
    synchronized void unproven(String why) {
        if (counts.merge(MessageOutcome.REFUSED, 1L, Long::sum) == 1) {
            keep(MessageOutcome.REFUSED, "", why);
        }
        if (status != ConnectionStatus.CONNECTED) {
            become(ConnectionStatus.FAILING, why);
        }
    }

    /// A message has one id. Where what is known of its call has it read otherwise the second time, it is a repeat.
    private void rejected(Rejected rejection, Supplier<String> text) {
        if (rejection.reason() == Reason.EVENT_ID_REUSED) {
            count(MessageOutcome.TAKEN);
        } else {
            refused(text.get(), rejection.message());
        }
    }

    private void refused(String text, String why) {
        count(MessageOutcome.REFUSED);
        keep(MessageOutcome.REFUSED, text, why);
    }

    private void count(MessageOutcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /// One that was taken or tells nothing, for who writes a mapping to see.
    synchronized void show(MessageOutcome outcome, Supplier<String> text) {
        if (kept.size() < SHOWN) {
            keep(outcome, text.get(), List.of());
        }
    }

    private void keep(MessageOutcome outcome, String text, String why) {
        keep(outcome, text, List.of(why));
    }

    private void keep(MessageOutcome outcome, String text, List<String> reasons) {
        if (kept.size() == ConnectionStates.KEPT) {
            kept.removeFirst();
        }
        kept.addLast(new ConnectionMessage(
                clock.instant(), outcome, text.substring(0, Math.min(text.length(), LONGEST)), reasons));
    }

    /// Whether there is something to tell.
    synchronized boolean hasNews() {
        return messages > 0 || !counts.isEmpty();
    }

    /// All since the last time.
    synchronized News drain() {
        var news = new News(status, since, reason, heardAt, eventAt, counts, messages, List.copyOf(kept));
        counts.clear();
        kept.clear();
        messages = 0;
        return news;
    }

    /// What could not be told is told the next time.
    synchronized void giveBack(News news) {
        news.counts().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
        messages += news.messages();
        for (var message : news.kept().reversed()) {
            if (kept.size() < ConnectionStates.KEPT) {
                kept.addFirst(message);
            }
        }
    }
}
