package callboard.calls.call;

import callboard.calls.rows.Columns;
import callboard.calls.rows.Numbers;
import callboard.contracts.CallStatus;
import callboard.contracts.Ids;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A filter in SQL, one condition for each thing that is asked for, nothing for what is not.
record Conditions(CallFilter filter) {

    /// In the middle of ids is searched for no less than this: less is in nearly all of them.
    static final int LEAST_MIDDLE = 3;
    /// In the middle of ids of live calls, and of so many that ended: no index has those.
    static final int MOST_MIDDLE = CallQuery.LONGEST_WALK;

    Stream<SqlFragment> kind() {
        return Stream.concat(status(), place());
    }

    private Stream<SqlFragment> status() {
        return filter.statuses().isEmpty() ? Stream.empty() : Stream.of(SqlFragment.in("status", filter.statuses()));
    }

    private SqlFragment liveStatus() {
        if (filter.statuses().isEmpty()) {
            return AccessPath.LIVE;
        }
        var meant = EnumSet.complementOf(EnumSet.of(CallStatus.ENDED));
        meant.retainAll(filter.statuses());
        return SqlFragment.in("status", meant);
    }

    Stream<SqlFragment> place() {
        return Stream.of(
                        filter.types().isEmpty() ? null : SqlFragment.in("type", filter.types()),
                        filter.queues() == null
                                ? null
                                : SqlFragment.of("queue_id = any(?)", (Object)
                                        filter.queues().toArray(String[]::new)))
                .filter(Objects::nonNull);
    }

    Stream<SqlFragment> flags() {
        return filter.flags().isEmpty()
                ? Stream.empty()
                : Stream.of(SqlFragment.of("flags && " + SqlFragment.array(filter.flags())));
    }

    Stream<SqlFragment> endReasons() {
        return filter.endReasons().isEmpty()
                ? Stream.empty()
                : Stream.of(SqlFragment.in("end_reason", filter.endReasons()));
    }

    Stream<SqlFragment> answered() {
        return filter.visited() == null ? answered("answered_at is not null", "answered_within") : Stream.empty();
    }

    /// An answer that doesn't count for the service level is one all the same.
    private Stream<SqlFragment> answered(String answered, String within) {
        return Stream.of(
                        filter.answered() == null ? null : (filter.answered() ? "" : "not ") + "(" + answered + ")",
                        filter.answeredWithin() == null
                                ? null
                                : "(" + answered + ") and " + (filter.answeredWithin() ? "" : "not ") + within)
                .filter(Objects::nonNull)
                .map(SqlFragment::of);
    }

    Stream<SqlFragment> agent() {
        return filter.agentId() == null ? Stream.empty() : Stream.of(SqlFragment.of("agent_id = ?", filter.agentId()));
    }

    private Stream<SqlFragment> parts() {
        return filter.parts().stream().map(this::came);
    }

    private SqlFragment came(AgentPart part) {
        return SqlFragment.sql("exists (select from agent_work where call_id = id and ", conditions(part), ")");
    }

    private SqlFragment conditions(AgentPart part) {
        var whose = SqlFragment.of(
                part.ofTeam()
                        ? "agent_id = any(array(select agent_id from agent_teams where team = ?))"
                        : "agent_id = ?",
                part.name());
        return SqlFragment.all(Stream.concat(
                Stream.of(whose, SqlFragment.in("outcome", EnumSet.of(part.outcome()))), time("at")));
    }

    /// Where the calls are that came to that for agents.
    SqlFragment found(AgentPart part) {
        return found("agent_work", conditions(part));
    }

    /// Each once, the newest first. Nothing happens to a call before it begins: from there on the index is read.
    private SqlFragment found(String table, SqlFragment conditions) {
        return SqlFragment.sql(
                "select distinct on (started_at, call_id) started_at, call_id from " + table + " where ",
                SqlFragment.all(Stream.concat(
                        Stream.of(conditions),
                        filter.to() == null
                                ? Stream.empty()
                                : Stream.of(SqlFragment.of("started_at < ?", Columns.time(filter.to()))))),
                " order by started_at desc, call_id desc");
    }

    Stream<SqlFragment> time() {
        return filter.visited() == null && filter.parts().isEmpty() ? time("start_time") : Stream.empty();
    }

    private Stream<SqlFragment> time(String begin) {
        return Stream.of(
                        filter.from() == null ? null : SqlFragment.of(begin + " >= ?", Columns.time(filter.from())),
                        filter.to() == null ? null : SqlFragment.of(begin + " < ?", Columns.time(filter.to())))
                .filter(Objects::nonNull);
    }

    private Stream<SqlFragment> visited() {
        return filter.visited() == null
                ? Stream.empty()
                : Stream.of(SqlFragment.sql(
                        "(",
                        SqlFragment.join(
                                Stream.concat(Stream.of(stayed(), came()), left().stream())
                                        .toList(),
                                " or "),
                        ")"));
    }

    /// That the call began in the queue and never left it: its visit is the call.
    SqlFragment stayed() {
        return SqlFragment.all(Stream.of(
                        Stream.of(SqlFragment.of("visit_since is null and queue_id = ?", queue())),
                        time("start_time"),
                        answered("answered_at is not null", "answered_within"))
                .flatMap(each -> each));
    }

    /// That the call left the queue for another. Such a visit is no end of the call.
    Optional<SqlFragment> left() {
        return filter.endReasons().isEmpty()
                ? Optional.of(SqlFragment.sql(
                        "exists (select from queue_transfers as visit where call_id = id and ", leaving(), ")"))
                : Optional.empty();
    }

    /// Where the calls are that left it.
    SqlFragment foundLeft() {
        return found("queue_transfers as visit", leaving());
    }

    private SqlFragment leaving() {
        return SqlFragment.all(Stream.of(
                        Stream.of(SqlFragment.of("visit.queue_id = ?", queue())),
                        time("entered_at"),
                        answered("answered", "visit.answered_within"))
                .flatMap(each -> each));
    }

    /// That the call came from another queue and is there, or ended there.
    private SqlFragment came() {
        return SqlFragment.all(Stream.of(
                        Stream.of(SqlFragment.of("visit_since is not null and queue_id = ?", queue())),
                        time("visit_since"),
                        answered("visit_answered_at is not null", "visit_answered_within"))
                .flatMap(each -> each));
    }

    SqlFragment cameAndNeverLeft() {
        return SqlFragment.all(
                Stream.concat(Stream.of(came()), left().stream().map(left -> SqlFragment.sql("not ", left))));
    }

    /// Where the calls are that came from another queue, be it that they are elsewhere by now.
    SqlFragment foundCame() {
        return found(
                "queue_transfers",
                SqlFragment.all(Stream.concat(Stream.of(SqlFragment.of("to_queue_id = ?", queue())), time("left_at"))));
    }

    private String queue() {
        return Objects.requireNonNull(filter.visited());
    }

    /// That the column begins with what is searched for, once for each way to write it. Ids are in the order of their
    /// characters' numbers, so whatever begins like this is less than the same with its last character's successor.
    static List<SqlFragment> begins(String column, String q) {
        return spellings(q).map(start -> isFrom(column, start)).toList();
    }

    private static Stream<String> spellings(String q) {
        return Stream.of(q, q.toLowerCase(Locale.ROOT), q.toUpperCase(Locale.ROOT))
                .map(Ids::normalized)
                .distinct();
    }

    /// That what is searched for is anywhere in the call's or the agent's id; none when it is too short for that.
    private static Stream<SqlFragment> contains(String q) {
        return q.codePointCount(0, q.length()) < LEAST_MIDDLE
                ? Stream.empty()
                : Stream.of(SqlFragment.sql(
                        "(",
                        SqlFragment.join(
                                spellings(q)
                                        .map(part -> SqlFragment.of(
                                                "strpos(id, ?) > 0 or strpos(agent_id, ?) > 0", part, part))
                                        .toList(),
                                " or "),
                        ")"));
    }

    private static SqlFragment newest(String which) {
        return SqlFragment.of("select id, agent_id, start_time from calls where status " + which
                + " 'ended' order by start_time desc, id desc limit " + MOST_MIDDLE);
    }

    /// That the call is one of those in the middle of whose ids is searched.
    private static final String IS_RECENT = "(status <> 'ended' or start_time >= (select min(start_time) from ("
            + newest("=").text() + ") as newest))";

    private static SqlFragment isFrom(String column, String start) {
        return SqlFragment.of("(" + column + " >= ? and " + column + " < ?)", start, successor(start));
    }

    /// Whether any id could begin so.
    static boolean isStartOfAnId(String q) {
        return q.matches(Ids.BEGINNING);
    }

    private static String successor(String start) {
        int last = start.offsetByCodePoints(start.length(), -1);
        return start.substring(0, last) + Character.toString(start.codePointAt(last) + 1);
    }

    /// That one of the call's numbers begins or ends so, whatever is written between the digits.
    private static Stream<SqlFragment> hasNumber(String q) {
        var key = Numbers.key(q);
        return key.isEmpty()
                ? Stream.empty()
                : Numbers.KEYS.stream()
                        .flatMap(number -> Stream.of(
                                isFrom(number, key), isFrom("reverse(" + number + ")", Numbers.reversed(key))))
                        .map(each -> SqlFragment.sql("parties is not null and ", each));
    }

    Stream<SqlFragment> search() {
        return filter.q() == null
                ? Stream.empty()
                : Stream.of(SqlFragment.sql(
                        "(",
                        SqlFragment.join(
                                Stream.of(
                                                begins("id", filter.q()).stream(),
                                                begins("agent_id", filter.q()).stream(),
                                                hasNumber(filter.q()),
                                                contains(filter.q())
                                                        .map(part -> SqlFragment.sql(part, " and " + IS_RECENT)))
                                        .flatMap(each -> each)
                                        .toList(),
                                " or "),
                        ")"));
    }

    /// The ids of so many calls that the search means.
    SqlFragment named(int most) {
        var q = Objects.requireNonNull(filter.q());
        var limit = " limit " + most + ")";
        var recent = contains(q)
                .flatMap(part -> Stream.of("<>", "=")
                        .map(which -> SqlFragment.sql(
                                "(select id from (", newest(which), ") as newest where ", part, limit)));
        // An agent's ended calls and live ones have an index each. Numbers have some of ended calls, where they are
        // written once; live calls are few, and are looked through together.
        var ended = "status = 'ended' and ";
        var live = "status <> 'ended' and ";
        var numbers = hasNumber(q).toList();
        var indexed = Stream.of(
                        begins("id", q).stream(),
                        Stream.of(ended, live)
                                .flatMap(which ->
                                        begins("agent_id", q).stream().map(begins -> SqlFragment.sql(which, begins))),
                        numbers.stream().map(number -> SqlFragment.sql(ended, number)),
                        numbers.isEmpty()
                                ? Stream.<SqlFragment>empty()
                                : Stream.of(SqlFragment.sql(live, "(", SqlFragment.join(numbers, " or "), ")")))
                .flatMap(ways -> ways)
                .map(begins -> SqlFragment.sql("(select id from calls where ", begins, limit));
        return SqlFragment.sql(SqlFragment.join(Stream.concat(indexed, recent).toList(), " union "), " limit " + most);
    }

    /// Everything but `search`, in one.
    Stream<SqlFragment> all() {
        return Stream.of(ofTheCall(), parts(), visited()).flatMap(each -> each);
    }

    /// The same, of live calls. Which status they may have says that they are live; if that were said besides,
    /// PostgreSQL would expect next to none of them and sort what it finds.
    Stream<SqlFragment> allOfLive() {
        return Stream.of(Stream.of(liveStatus()), butStatus(), parts(), visited())
                .flatMap(each -> each);
    }

    Stream<SqlFragment> allButVisited() {
        return Stream.concat(ofTheCall(), parts());
    }

    Stream<SqlFragment> allButTheFirstPart() {
        return Stream.of(ofTheCall(), parts().skip(1), visited()).flatMap(each -> each);
    }

    private Stream<SqlFragment> ofTheCall() {
        return Stream.concat(status(), butStatus());
    }

    private Stream<SqlFragment> butStatus() {
        return Stream.of(place(), flags(), endReasons(), answered(), agent(), time())
                .flatMap(each -> each);
    }
}
