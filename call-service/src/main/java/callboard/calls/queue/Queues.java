package callboard.calls.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import callboard.calls.lifecycle.Limits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The queues, kept in memory: they are asked for with every event and change a few times a year.
/// Read again every second, and at once when an event names one that isn't here.
@Component
public class Queues {

    private static final Logger log = LoggerFactory.getLogger(Queues.class);

    private final QueueRows rows;
    private volatile Map<String, QueueRow> known = Map.of();

    Queues(QueueRows rows) {
        this.rows = rows;
    }

    /// Makes sure that the named queues are known if they exist. Reads the database, so not inside a transaction.
    public void refresh(Collection<@Nullable String> named) {
        var queues = known;
        if (queues.isEmpty() || !named.stream().filter(Objects::nonNull).allMatch(queues::containsKey)) {
            read();
        }
    }

    /// Limits of a queue that takes new calls; absent when there is none of that name.
    public @Nullable Limits open(String id) {
        var queue = known.get(id);
        return queue != null && queue.open() ? queue.limits() : null;
    }

    /// Limits of a queue, be it retired; the standard ones if it was made in this very second.
    public Limits limits(String id) {
        var queue = known.get(id);
        return queue == null ? Limits.STANDARD : queue.limits();
    }

    List<QueueRow> all() {
        return rows.findAllByOrderById();
    }

    @Scheduled(fixedDelayString = "${callboard.queues.reread:1s}")
    void reread() {
        try {
            read();
        } catch (DataAccessException | TransactionException away) {
            log.debug("Queues can't be read again now ({}); what is known of them stays", away.getMessage());
        }
    }

    private void read() {
        known = all().stream().collect(Collectors.toUnmodifiableMap(QueueRow::id, Function.identity()));
    }
}
