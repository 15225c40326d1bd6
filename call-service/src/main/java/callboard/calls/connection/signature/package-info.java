/// How a post proves who sent it, as each vendor does: pure functions of the post, the secret and the time.
///
/// May use: `connection.message`, `security` (signatures by Standard Webhooks).
@NullMarked
package callboard.calls.connection.signature;

import org.jspecify.annotations.NullMarked;
