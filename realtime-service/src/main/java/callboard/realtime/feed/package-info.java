/// What comes from Redis: updates as they are published, and the last-value cache that fills gaps.
///
/// Uses `room`. Bytes stay bytes: what passes through is checked to be JSON and read only as far as it must be.
@NullMarked
package callboard.realtime.feed;

import org.jspecify.annotations.NullMarked;
