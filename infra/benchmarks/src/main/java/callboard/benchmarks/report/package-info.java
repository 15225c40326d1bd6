/// What the measured processes take meanwhile.
///
/// Uses nothing of ours.
@NullMarked
package callboard.benchmarks.report;

import org.jspecify.annotations.NullMarked;
