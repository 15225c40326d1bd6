/// The other end: Socket.IO clients that watch, as many as it takes and as light as can be.
///
/// Uses contracts and the simulator's report.
@NullMarked
package callboard.benchmarks.viewer;

import org.jspecify.annotations.NullMarked;
