/// Who may send: API keys, and which pages may read from a browser.
///
/// May use: `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.security;

import org.jspecify.annotations.NullMarked;
