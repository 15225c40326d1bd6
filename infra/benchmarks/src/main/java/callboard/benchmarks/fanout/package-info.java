/// Updates said to Redis as call-service would, and what of them reaches many sockets.
///
/// Uses viewer and report, and the simulator's mode and report.
@NullMarked
package callboard.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
