/// The command line: which benchmark runs, against which service.
///
/// May use every package below it.
@NullMarked
package callboard.benchmarks;

import org.jspecify.annotations.NullMarked;
