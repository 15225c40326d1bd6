/// How fast a log of the past is imported.
///
/// Uses `report`, the simulator's `mode` and the contracts.
@NullMarked
package callboard.benchmarks.past;

import org.jspecify.annotations.NullMarked;
