/// The life of a call, pure: the legal edges, the rules, and one function that decides. No clock, no I/O, no
/// framework.
///
/// May use: `java.*`, `callboard.contracts`.
@NullMarked
package callboard.calls.lifecycle;

import org.jspecify.annotations.NullMarked;
