/// Webhooks: what is published is also posted to endpoints that administrators name, signed, at least once and in order
/// per call, by Standard Webhooks.
///
/// May use: `audit`, `background`, `database`, `outbound`, `rows`, `security` (secrets and signatures), `web`,
/// `callboard.contracts`.
@NullMarked
package callboard.calls.webhook;

import org.jspecify.annotations.NullMarked;
