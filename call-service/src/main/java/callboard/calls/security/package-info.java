/// Who may send, who may read, how much and from where: API keys, signatures, viewers, origins.
///
/// May use: `audit`, `background`, `web`, `callboard.contracts`, `callboard.contracts.viewer`.
@NullMarked
package callboard.calls.security;

import org.jspecify.annotations.NullMarked;
