package callboard.calls.connection;

import callboard.calls.connection.ConnectionStates.News;
import callboard.calls.connection.message.Translated;
import callboard.calls.intake.Outcome;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts what one connection hears and what becomes of it, until it is told to all.
final class ConnectionWatch implements ConnectionRunner.Watcher {

    private static final int LONGEST = 4000;
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
    synchronized void heard(Translated.Meaning meaning, Supplier<String> text) {
        heardAt = clock.instant();
        messages++;
        switch (meaning) {
            case READ -> {}
            case IGNORED -> count(MessageOutcome.IGNORED);
            case UNKNOWN -> {
                count(MessageOutcome.UNKNOWN);
                keep(MessageOutcome.UNKNOWN, text.get(), NOT_KNOWN);
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
            case Outcome.Rejected(var rejection) -> refused(text.get(), rejection.message());
            case Outcome.Failed _ -> refused(text.get(), FAULT);
            case Outcome.TryLater _ -> {}
        }
    }

    private void refused(String text, String why) {
        count(MessageOutcome.REFUSED);
        keep(MessageOutcome.REFUSED, text, why);
    }

    private void count(MessageOutcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    private void keep(MessageOutcome outcome, String text, String why) {
        if (kept.size() == ConnectionStates.KEPT) {
            kept.removeFirst();
        }
        kept.addLast(new ConnectionMessage(
                clock.instant(), outcome, text.substring(0, Math.min(text.length(), LONGEST)), List.of(why)));
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
