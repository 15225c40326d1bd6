package callboard.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The answer to one event of `POST /api/events/batch`, in the order they were sent.
///
/// @param index      its place in the batch, from 0
/// @param status     what a single `POST /api/events` of it would have answered: 201, 200, 400, 404, 409, 422 …
/// @param event      the stored event of a call, with 200 and 201
/// @param problem    what was wrong, with all others
/// @param agentEvent the stored event of an agent, with 200 and 201
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchItem(
        int index,
        int status,
        @Nullable CallEvent event,
        @Nullable Problem problem,
        @Nullable AgentEvent agentEvent) {

    public BatchItem(int index, int status, @Nullable CallEvent event, @Nullable Problem problem) {
        this(index, status, event, problem, null);
    }
}
