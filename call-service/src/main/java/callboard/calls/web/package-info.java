/// What every HTTP answer shares: problems, traces, access log, health.
///
/// May use: `tracing`, `callboard.contracts`.
@NullMarked
package callboard.calls.web;

import org.jspecify.annotations.NullMarked;
