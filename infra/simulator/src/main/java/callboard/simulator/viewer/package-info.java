/// The other end: Socket.IO clients that watch, as many as it takes and as light as can be.
///
/// Uses contracts only.
@NullMarked
package callboard.simulator.viewer;

import org.jspecify.annotations.NullMarked;
