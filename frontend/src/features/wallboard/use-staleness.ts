import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { useConnection, useServices } from "../../lib/services";

export interface Staleness {
  /** What is wrong; undefined while every number is as it should be. */
  readonly words: string | undefined;
  /** For how long the numbers have been old, in ms. */
  readonly staleFor: number;
}

/** Whether the numbers on the wall are those of this moment. */
export function useStaleness(): Staleness {
  const text = useText();
  const format = useFormat();
  const { clock } = useServices();
  const connection = useConnection();
  switch (connection.phase) {
    case "live":
      return { words: undefined, staleFor: 0 };
    case "connecting":
      return { words: text.connection.connecting, staleFor: 0 };
    case "reconnecting":
    case "stale": {
      const staleFor = Math.max(0, Date.now() - connection.since);
      const since = format.time(clock.now(connection.since) ?? connection.since);
      return { words: text.wallboard.stale(since, formatDuration(staleFor)), staleFor };
    }
  }
}
