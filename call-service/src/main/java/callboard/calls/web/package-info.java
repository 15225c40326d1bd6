/// What every HTTP answer shares: problems, traces, cross-origin rules, health.
///
/// May use: `callboard.contracts`.
@NullMarked
package callboard.calls.web;

import org.jspecify.annotations.NullMarked;
