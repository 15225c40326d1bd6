/// The whole of Callboard as its users have it: started by its launcher, spoken to over HTTP and sockets, watched
/// in a browser. Nothing here reaches into a service.
///
/// May use contracts (what is on the wire), what manifests ask of services, and nothing else of ours.
@NullMarked
package callboard.e2e;

import org.jspecify.annotations.NullMarked;
