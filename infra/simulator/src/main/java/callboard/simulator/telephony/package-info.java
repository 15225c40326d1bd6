/// The demo call centre in the words of each kind of telephony system that Callboard understands.
///
/// Uses contracts: what can happen to a call, and what a connection is set to.
@NullMarked
package callboard.simulator.telephony;

import org.jspecify.annotations.NullMarked;
