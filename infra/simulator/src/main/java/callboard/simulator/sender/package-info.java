/// Takes events to the service over its public API and does not let go of one before it was answered.
///
/// Uses traffic (what to send) and report (what came of it).
@NullMarked
package callboard.simulator.sender;

import org.jspecify.annotations.NullMarked;
