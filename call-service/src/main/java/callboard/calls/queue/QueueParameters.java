package callboard.calls.queue;

import org.jspecify.annotations.Nullable;

/// The parameters of `GET /api/queues`.
///
/// @param retired with those that take no new calls any more
record QueueParameters(@Nullable Boolean retired) {

    boolean withRetired() {
        return Boolean.TRUE.equals(retired);
    }
}
