/// How much call-service takes in, closed-loop, and how old an event is when a browser has it, open-loop.
///
/// Uses viewer and report, and the simulator's traffic, sender, mode and report.
@NullMarked
package callboard.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
