/// Says updates to Redis as call-service would, fast and on time.
///
/// Uses contracts only.
@NullMarked
package callboard.simulator.publisher;

import org.jspecify.annotations.NullMarked;
