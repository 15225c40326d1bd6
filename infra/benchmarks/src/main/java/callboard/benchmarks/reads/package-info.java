/// What a dashboard asks, of a database that was filled beforehand.
///
/// Uses report, and the simulator's mode and report.
@NullMarked
package callboard.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
