/// Rates, latencies and answers, counted while a run goes on and shown in a table.
///
/// Uses HdrHistogram and nothing of ours.
@NullMarked
package callboard.simulator.report;

import org.jspecify.annotations.NullMarked;
