/// Channels: alerts told to people where they are, as in Slack, Teams or by mail.
///
/// Which alerts a channel has told is kept beside them, so a message tells all that wait to be told at that moment:
/// a storm makes one message, an outage makes none twice, and what is over before anybody could be told is not told.
///
/// May use: `alert`, `audit`, `background`, `database`, `lifecycle` (opening times), `outbound`, `outbox`
/// (who leads), `rows`, `security` (secrets), `stats` (the zone of hours), `web`, `callboard.contracts`.
@NullMarked
package callboard.calls.channel;

import org.jspecify.annotations.NullMarked;
