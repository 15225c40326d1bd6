/// What every HTTP answer shares: problems, traces, access log, health.
///
/// May use: `callboard.contracts`, `callboard.tracing`.
@NullMarked
package callboard.calls.web;

import org.jspecify.annotations.NullMarked;
