package callboard.calls.call;

import callboard.calls.rows.Cursor;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.Rule;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which calls are asked for, and which page of them.
///
/// @param statuses any of these; empty for all
/// @param types    any of these; empty for all
/// @param flags    any of these; empty for any or none
/// @param q        how a call's or an agent's id begins; or so in small letters, or in capitals; or how a number on
///         the line begins or ends
/// @param from     began at or after
/// @param to       began before
/// @param seen     the only queues that the viewer may see; null for all
record CallFilter(
        Set<CallStatus> statuses,
        @Nullable String queueId,
        @Nullable String agentId,
        Set<Rule> flags,
        Set<CallType> types,
        @Nullable String q,
        @Nullable Instant from,
        @Nullable Instant to,
        Sort sort,
        int page,
        int limit,
        @Nullable Cursor cursor,
        @Nullable Set<String> seen) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    boolean meansEnded() {
        return statuses.isEmpty() || statuses.contains(CallStatus.ENDED);
    }

    boolean meansLive() {
        return !statuses.equals(Set.of(CallStatus.ENDED));
    }

    /// Whether nothing is asked of the calls but their status, type and queue.
    boolean isOfKind() {
        return agentId == null && flags.isEmpty() && q == null && from == null && to == null;
    }

    /// Whether nothing but a search is asked for.
    boolean isSearchAlone() {
        return q != null && new Conditions(this).all().findAny().isEmpty();
    }

    /// Whether the viewer may see none of what is asked for.
    boolean seesNothing() {
        return seen != null && (seen.isEmpty() || queueId != null && !seen.contains(queueId));
    }

    /// The same calls, whichever page of them is asked for and in whatever order.
    CallFilter anyPage() {
        return new CallFilter(
                statuses, queueId, agentId, flags, types, q, from, to, Sort.NEWEST_FIRST, 1, DEFAULT_LIMIT, null, seen);
    }

    /// The only queues that are meant; null for all.
    @Nullable
    Set<String> queues() {
        return queueId != null ? Set.of(queueId) : seen;
    }
}
