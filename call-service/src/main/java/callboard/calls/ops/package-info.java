/// What operators see of the service as a whole: what waits in the database, and whether it is ready.
///
/// May use: `database`, `rows`, `stats` (the call centre's zone), `callboard.contracts`. Used by nobody.
@NullMarked
package callboard.calls.ops;

import org.jspecify.annotations.NullMarked;
