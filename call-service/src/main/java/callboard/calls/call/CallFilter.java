package callboard.calls.call;

import static java.util.stream.Collectors.toUnmodifiableSet;

import callboard.calls.rows.Cursor;
import callboard.contracts.Call;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which calls are asked for, and which page of them.
///
/// @param statuses any of these; empty for all
/// @param queueIds any of these; empty for all
/// @param parts    came to all of this for agents: what is asked of time is asked of when they did
/// @param visited  were in this queue: what is asked of time, answers and end is asked of the visit
/// @param types    any of these; empty for all
/// @param flags    any of these; empty for any or none
/// @param endReasons any of these; empty for all
/// @param answered whether anybody has ever answered; null for either
/// @param answeredWithin whether the first answer counts for the service level; null for any or none
/// @param q        how a call's or an agent's id begins; or so in small letters, or in capitals; or, of recent calls,
///         what is anywhere in such an id; or how a number on the line begins or ends
/// @param from     began at or after
/// @param to       began before
/// @param asOf     when waits that go on are as long as they are sorted
/// @param seen     the only queues that the viewer may see; null for all
record CallFilter(
        Set<CallStatus> statuses,
        Set<String> queueIds,
        @Nullable String agentId,
        List<AgentPart> parts,
        @Nullable String visited,
        Set<Rule> flags,
        Set<CallType> types,
        Set<EndReason> endReasons,
        @Nullable Boolean answered,
        @Nullable Boolean answeredWithin,
        @Nullable String q,
        @Nullable Instant from,
        @Nullable Instant to,
        Sort sort,
        int page,
        int limit,
        @Nullable Cursor cursor,
        Instant asOf,
        @Nullable Set<String> seen) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    boolean meansEnded() {
        return statuses.isEmpty() || statuses.contains(CallStatus.ENDED);
    }

    boolean meansLive() {
        return endReasons.isEmpty() && !statuses.equals(Set.of(CallStatus.ENDED));
    }

    /// Whether nothing is asked of the calls but their status, type and queue.
    boolean isOfKind() {
        return agentId == null
                && parts.isEmpty()
                && visited == null
                && flags.isEmpty()
                && endReasons.isEmpty()
                && answered == null
                && answeredWithin == null
                && q == null
                && from == null
                && to == null;
    }

    /// Whether nothing but a search is asked for.
    boolean isSearchAlone() {
        return q != null && new Conditions(this).all().findAny().isEmpty();
    }

    /// Whether there is none of what is asked for that the viewer may see.
    boolean seesNothing() {
        return !meansEnded() && !meansLive() || queues() != null && queues().isEmpty();
    }

    /// The same calls, whichever page of them is asked for and in whatever order.
    CallFilter anyPage() {
        return new CallFilter(
                statuses,
                queueIds,
                agentId,
                parts,
                visited,
                flags,
                types,
                endReasons,
                answered,
                answeredWithin,
                q,
                from,
                to,
                Sort.NEWEST_FIRST,
                1,
                DEFAULT_LIMIT,
                null,
                Instant.EPOCH,
                seen);
    }

    /// Where a page ends whose last call this is.
    Cursor after(Call call) {
        return sort.after(call, asOf);
    }

    /// The only queues that are meant and may be seen; null for all.
    @Nullable
    Set<String> queues() {
        if (queueIds.isEmpty()) {
            return seen;
        }
        return seen == null
                ? queueIds
                : queueIds.stream().filter(seen::contains).collect(toUnmodifiableSet());
    }
}
