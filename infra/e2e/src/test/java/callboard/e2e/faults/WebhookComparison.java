package callboard.e2e.faults;

import callboard.e2e.faults.WebhookEndpoint.Arrival;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What an endpoint was told, beside what the database holds of the calls.
///
/// @param messages   that it took, each counted once
/// @param repeats    those that it took again
/// @param refusals   those that it did not take
/// @param lost       events and alerts that are stored, and that it never took
/// @param invented   messages of what is not stored, or of the same under a second id
/// @param disordered messages that came though the one before them, of the same call, had not been taken
/// @param unsigned   messages without a right signature
/// @param latest     from when something happened until it was taken first
record WebhookComparison(
        int messages,
        int repeats,
        int refusals,
        Set<String> lost,
        Set<String> invented,
        List<String> disordered,
        List<String> unsigned,
        Duration latest) {

    private static final String STORED = """
            select call_id || ' ' || sequence || ' call.' || substr(type, length('call_') + 1)
              from call_events where starts_with(call_id, ?)
            union all select id || ' alert.raised' from alerts where starts_with(call_id, ?)
            union all select id || ' alert.cleared' from alerts where starts_with(call_id, ?) and cleared_at is not null
            """;

    WebhookComparison {
        lost = Set.copyOf(lost);
        invented = Set.copyOf(invented);
        disordered = List.copyOf(disordered);
        unsigned = List.copyOf(unsigned);
    }

    /// @param run begins the id of every call
    static WebhookComparison of(Database database, String run, List<Arrival> arrivals) throws SQLException {
        return of(stored(database, run), arrivals);
    }

    static WebhookComparison of(List<String> stored, List<Arrival> arrivals) {
        var taken = new HashMap<String, String>();
        var lost = new TreeSet<>(stored);
        var invented = new TreeSet<String>();
        var unsigned = new ArrayList<String>();
        var latest = Duration.ZERO;
        for (var arrival : arrivals) {
            if (!arrival.isSigned()) {
                unsigned.add(arrival.what());
            }
            if (arrival.isTaken() && taken.putIfAbsent(arrival.id(), arrival.what()) == null) {
                if (!lost.remove(arrival.what())) {
                    invented.add(arrival.what());
                }
                latest = latest.compareTo(arrival.age()) < 0 ? arrival.age() : latest;
            }
        }
        long repeats = arrivals.stream().filter(Arrival::isTaken).count() - taken.size();
        long refusals = arrivals.stream().filter(arrival -> !arrival.isTaken()).count();
        return new WebhookComparison(
                taken.size(), (int) repeats, (int) refusals, lost, invented, disordered(arrivals), unsigned, latest);
    }

    /// A call's updates are numbered: each may come when the one before was taken.
    private static List<String> disordered(List<Arrival> arrivals) {
        Map<String, Set<Integer>> taken = new HashMap<>();
        var disordered = new ArrayList<String>();
        for (var arrival : arrivals) {
            if (arrival.sequence() > 0) {
                var ofCall = taken.computeIfAbsent(arrival.callId(), _ -> new HashSet<>());
                if (arrival.sequence() > 1 && !ofCall.contains(arrival.sequence() - 1)) {
                    disordered.add(arrival.what());
                }
                if (arrival.isTaken()) {
                    ofCall.add(arrival.sequence());
                }
            }
        }
        return disordered;
    }

    private static List<String> stored(Database database, String run) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(STORED)) {
            for (int place = 1; place <= 3; place++) {
                statement.setString(place, run);
            }
            var rows = statement.executeQuery();
            var stored = new ArrayList<String>();
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
            return stored;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "webhook: %d messages, %d lost, %d invented, %d out of order, %d wrongly signed; %d taken again,"
                        + " %d refused, the latest %.1f s after it happened",
                messages,
                lost.size(),
                invented.size(),
                disordered.size(),
                unsigned.size(),
                repeats,
                refusals,
                latest.toMillis() / 1000.0);
    }
}
