package callboard.calls.queue;

import static callboard.calls.rows.Columns.openHours;
import static callboard.calls.rows.Columns.optionalInstant;

import callboard.calls.background.BackgroundLoop;
import callboard.calls.database.WritePath;
import callboard.calls.lifecycle.Limits;
import callboard.calls.lifecycle.OpeningTimes;
import callboard.contracts.NumberPrivacy;
import callboard.contracts.QueueView;
import callboard.contracts.WireEnum;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The queues, kept in memory: they are asked for with every event and change a few times a year. Read again
/// every second, and at once when an event names one that isn't here.
@Component
public class Queues {

    private static final String QUEUES = """
            select id, display_name, version, wait_limit, routing_limit, hold_limit, short_call_limit,
              target_percent, coalesce(target_seconds, wait_limit) as target_seconds, numbers, retired_at, wrap_up,
              open_hours, pop_url,
              (select split_part(changed_by, ':', 2) from queue_versions
                where queue_id = id and queue_versions.version = queues.version and changed_by like 'connection:%')
                as adopted_by
            from queues where retired_at is null or ? order by id
            """;
    private static final String VERSION = """
            select version, wait_limit, routing_limit, hold_limit, short_call_limit,
              coalesce(target_seconds, wait_limit) as target_seconds, wrap_up, open_hours
            from queue_versions where queue_id = ? and version = ?
            """;

    private record Version(String queueId, int number) {}

    private record Open(QueueView queue, Limits limits) {

        static Open of(QueueView queue) {
            return new Open(
                    queue,
                    new Limits(
                            queue.version(),
                            queue.waitLimit(),
                            queue.routingLimit(),
                            queue.holdLimit(),
                            queue.shortCallLimit(),
                            queue.targetSeconds(),
                            queue.wrapUpSeconds() == null ? 0 : queue.wrapUpSeconds(),
                            OpeningTimes.of(queue.openHours())));
        }
    }

    private final JdbcClient sql;
    private final Map<Version, Limits> versions = new ConcurrentHashMap<>();
    private volatile Map<String, Open> open = Map.of();

    Queues(@WritePath JdbcClient sql) {
        this.sql = sql;
    }

    @Bean
    static BackgroundLoop queuesLoop(Queues queues, QueueProperties settings) {
        return BackgroundLoop.every(settings.reread(), "queues", queues::read);
    }

    /// Makes sure that the named queues are known if they exist.
    public void refresh(Collection<@Nullable String> named) {
        var queues = open;
        if (!named.stream().filter(Objects::nonNull).allMatch(queues::containsKey)) {
            read();
        }
    }

    /// Today's limits of a queue that takes new calls; absent when there is none of that name.
    public @Nullable Limits open(String id) {
        var queue = open.get(id);
        return queue == null ? null : queue.limits;
    }

    /// The queues that take new calls, by id, each with when it is open.
    public Map<String, OpeningTimes> openingTimes() {
        return open.values().stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.queue.id(), each -> each.limits.openingTimes()));
    }

    /// What a queue keeps of who is on the line; nothing of it is stored where there is none of that name.
    public NumberPrivacy numbers(String id) {
        var queue = open.get(id);
        return queue == null ? NumberPrivacy.DROP : queue.queue.numbers();
    }

    /// The limits of one version of a queue, be it retired. A version never changes, so it is read once.
    public Limits limits(String id, int version) {
        return versions.computeIfAbsent(
                new Version(id, version),
                wanted -> sql.sql(VERSION)
                        .params(wanted.queueId(), wanted.number())
                        .query((row, _) -> new Limits(
                                row.getInt("version"),
                                row.getInt("wait_limit"),
                                row.getInt("routing_limit"),
                                row.getInt("hold_limit"),
                                row.getInt("short_call_limit"),
                                row.getInt("target_seconds"),
                                row.getInt("wrap_up"),
                                OpeningTimes.of(openHours(row))))
                        .single());
    }

    /// The queues that take new calls, by id; on demand those, too, that took some once.
    public List<QueueView> all(boolean retired) {
        return sql.sql(QUEUES)
                .param(retired)
                .query((row, _) -> new QueueView(
                        row.getString("id"),
                        row.getString("display_name"),
                        row.getInt("version"),
                        row.getInt("wait_limit"),
                        row.getInt("routing_limit"),
                        row.getInt("hold_limit"),
                        row.getInt("short_call_limit"),
                        row.getInt("target_percent"),
                        row.getInt("target_seconds"),
                        WireEnum.of(NumberPrivacy.class, row.getString("numbers")),
                        optionalInstant(row, "retired_at"),
                        row.getString("adopted_by"),
                        row.getInt("wrap_up") == 0 ? null : row.getInt("wrap_up"),
                        openHours(row),
                        row.getString("pop_url")))
                .list();
    }

    void read() {
        open = all(false).stream().collect(Collectors.toUnmodifiableMap(QueueView::id, Open::of));
    }
}
