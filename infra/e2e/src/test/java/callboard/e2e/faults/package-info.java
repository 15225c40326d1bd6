/// Faults, injected one after another into a Callboard of two replicas each while senders send and sockets
/// listen; then everything is counted: nothing may be lost, invented or shown wrongly.
///
/// May use contracts (what is on the wire), ports, and the simulator, which tells its call centre as each kind of
/// connection would. The database is read directly, by a model that knows nothing of the services.
@NullMarked
package callboard.e2e.faults;

import org.jspecify.annotations.NullMarked;
