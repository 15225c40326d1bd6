/// The modes: who sends what, how fast, and when it is over.
///
/// Uses traffic, sender, telephony and report.
@NullMarked
package callboard.simulator.mode;

import org.jspecify.annotations.NullMarked;
