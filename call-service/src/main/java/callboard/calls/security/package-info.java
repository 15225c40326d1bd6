/// Who may send, who may read, how much and from where: API keys, signatures, viewers, origins.
///
/// May use: `background`, `web`, `callboard.contracts`, `callboard.viewers`.
@NullMarked
package callboard.calls.security;

import org.jspecify.annotations.NullMarked;
