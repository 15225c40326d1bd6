/// Breaches and warnings as they are kept, read and acknowledged.
///
/// May use: `database`, `outbox`, `rows`, `web`, `callboard.contracts.viewer`, `callboard.contracts`.
@NullMarked
package callboard.calls.alert;

import org.jspecify.annotations.NullMarked;
