/// How lines are written for spreadsheets and for programs.
///
/// May use: `callboard.contracts`.
@NullMarked
package callboard.calls.csv;

import org.jspecify.annotations.NullMarked;
