/// What agents are doing and what they did today, as the calls tell.
///
/// May use: `database`, `lifecycle`, `stats` (which day it is), `rows`, `callboard.contracts`,
/// `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.agent;

import org.jspecify.annotations.NullMarked;
