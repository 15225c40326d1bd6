/// The command line: which mode runs, against which service.
///
/// May use every package below it.
@NullMarked
package callboard.simulator;

import org.jspecify.annotations.NullMarked;
