import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { useConnection, useServices } from "../../lib/services";

interface Staleness {
  /** What is wrong; undefined while the numbers are current. */
  readonly message: string | undefined;
  /** How long the numbers have been stale, in ms. */
  readonly staleFor: number;
}

/** Whether the numbers on the wallboard are current. */
export function useStaleness(): Staleness {
  const text = useText();
  const format = useFormat();
  const { clock } = useServices();
  const connection = useConnection();
  switch (connection.phase) {
    case "live":
      return { message: undefined, staleFor: 0 };
    case "unread":
      return { message: text.connection.unread, staleFor: 0 };
    case "connecting":
      return { message: text.connection.connecting, staleFor: 0 };
    case "reconnecting":
    case "stale": {
      const staleFor = Math.max(0, Date.now() - connection.since);
      const since = format.time(clock.now(connection.since) ?? connection.since);
      return { message: text.wallboard.stale(since, formatDuration(staleFor)), staleFor };
    }
  }
}
