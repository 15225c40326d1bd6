/// Senders' clocks: how far what they tell of lies back.
@NullMarked
package callboard.calls.clock;

import org.jspecify.annotations.NullMarked;
