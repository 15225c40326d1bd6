/// What a call centre's telephony reports, made up from a seed: pure, no clock, no network.
///
/// Uses contracts only.
@NullMarked
package callboard.simulator.traffic;

import org.jspecify.annotations.NullMarked;
