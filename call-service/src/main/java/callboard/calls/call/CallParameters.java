package callboard.calls.call;

import callboard.calls.call.Sort.Waited;
import callboard.calls.lifecycle.WorkOutcome;
import callboard.calls.rows.Cursor;
import callboard.contracts.CallEventRequest;
import callboard.contracts.CallStatus;
import callboard.contracts.CallType;
import callboard.contracts.EndReason;
import callboard.contracts.Ids;
import callboard.contracts.InstantInRange;
import callboard.contracts.Rule;
import callboard.contracts.viewer.Viewer;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/calls` and its export.
record CallParameters(
        @Nullable Set<CallStatus> status,

        @Nullable @Size(max = MOST_QUEUES, message = "must be given at most {max} times")
        List<@Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE) String> queueId,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String agentId,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String handledBy,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String missedBy,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String hungUpOn,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String handledByTeam,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String missedByTeam,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String hungUpOnTeam,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String visited,

        @Nullable Set<Rule> flag,
        @Nullable Set<CallType> type,
        @Nullable Set<EndReason> endReason,
        @Nullable Boolean answered,
        @Nullable Boolean answeredWithin,

        @Nullable @Pattern(regexp = CallEventRequest.TEXT, message = CallEventRequest.TEXT_MESSAGE)
        String q,

        @Nullable @InstantInRange Instant from,
        @Nullable @InstantInRange Instant to,
        @Nullable Sort sort,

        @Nullable @Range(min = 1, max = Integer.MAX_VALUE, message = RANGE)
        Integer page,

        @Nullable @Range(min = 1, max = CallFilter.MAX_LIMIT, message = RANGE)
        Integer limit,

        @Nullable String cursor) {

    static final int MOST_QUEUES = 100;

    private static final String RANGE = "must be a whole number from {min} to {max}";

    CallParameters {
        queueId = queueId == null ? null : queueId.stream().map(Ids::normalized).toList();
        agentId = agentId == null ? null : Ids.normalized(agentId);
        handledBy = handledBy == null ? null : Ids.normalized(handledBy);
        missedBy = missedBy == null ? null : Ids.normalized(missedBy);
        hungUpOn = hungUpOn == null ? null : Ids.normalized(hungUpOn);
        visited = visited == null ? null : Ids.normalized(visited);
        q = q == null ? null : Ids.normalized(q);
    }

    /// Named as what it is about: the path is `cursor`.
    @AssertTrue(message = "must be the nextCursor of an earlier page in the same order")
    boolean isCursor() {
        return cursor == null || place().isPresent();
    }

    /// @param now as of which waits that go on are sorted, unless an earlier page has said so
    CallFilter filter(Viewer viewer, Instant now) {
        var place = place().orElse(null);
        return new CallFilter(
                orElse(status, Set.of()),
                Set.copyOf(orElse(queueId, List.of())),
                agentId,
                parts(),
                visited,
                orElse(flag, Set.of()),
                orElse(type, Set.of()),
                orElse(endReason, Set.of()),
                answered,
                answeredWithin,
                q,
                from,
                to,
                orElse(sort, Sort.NEWEST_FIRST),
                orElse(page, 1),
                orElse(limit, CallFilter.DEFAULT_LIMIT),
                place,
                place != null && place.key() instanceof Waited waited
                        ? waited.asOf()
                        : now.truncatedTo(ChronoUnit.MICROS),
                viewer.queues());
    }

    private List<AgentPart> parts() {
        return Stream.of(
                        AgentPart.of(WorkOutcome.HANDLED, false, handledBy),
                        AgentPart.of(WorkOutcome.MISSED, false, missedBy),
                        AgentPart.of(WorkOutcome.HUNG_UP, false, hungUpOn),
                        AgentPart.of(WorkOutcome.HANDLED, true, handledByTeam),
                        AgentPart.of(WorkOutcome.MISSED, true, missedByTeam),
                        AgentPart.of(WorkOutcome.HUNG_UP, true, hungUpOnTeam))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Cursor> place() {
        return Optional.ofNullable(cursor).flatMap(orElse(sort, Sort.NEWEST_FIRST)::cursor);
    }

    private static <T> T orElse(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
