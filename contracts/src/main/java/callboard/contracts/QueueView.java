package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A queue and its limits, all in seconds: `GET /api/queues`.
///
/// @param version        counts the changes; a call keeps to the version it began under
/// @param waitLimit      an answer later than this breaks `wait_sla_exceeded`
/// @param routingLimit   a routing time above this breaks `rerouted`; an agent has as long to answer
/// @param holdLimit      a longer hold breaks `hold_limit_exceeded`
/// @param shortCallLimit an ended call shorter than this is a `short_call` or a `short_abandon`
/// @param targetPercent  so many of a hundred callers are to be answered within `targetSeconds`: the service level
///         aimed at
/// @param targetSeconds  an answer within these counts for the service level; the wait limit unless set
/// @param numbers        what is stored of who is on the line
/// @param retiredAt      since when it takes no new calls; absent while it does
/// @param adoptedBy      the connection that met it first; absent once an administrator has set its limits
/// @param wrapUpSeconds  how long an agent has after-call work once a call of it has left them; absent for none
/// @param openHours      when it is open, with the zone; absent for always
/// @param popUrl         the page that opens for who is rung, with fields of the call in braces; absent for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
        String id,
        String displayName,
        int version,
        int waitLimit,
        int routingLimit,
        int holdLimit,
        int shortCallLimit,
        int targetPercent,
        int targetSeconds,
        NumberPrivacy numbers,
        @Nullable Instant retiredAt,
        @Nullable String adoptedBy,
        @Nullable Integer wrapUpSeconds,
        @Nullable OpenHours openHours,
        @Nullable String popUrl) {}
