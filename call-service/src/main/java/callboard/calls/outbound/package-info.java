/// The one way in which Callboard posts to addresses that administrators wrote: never to one inside the network, unless
/// its configuration allows it.
///
/// May use: nothing of ours.
@NullMarked
package callboard.calls.outbound;

import org.jspecify.annotations.NullMarked;
