import { useMutation } from "@tanstack/react-query";
import type { AlertFilter } from "../../lib/alerts";
import { ApiError } from "../../lib/api";
import { applyAlert } from "../../lib/apply";
import { keys } from "../../lib/keys";
import { useServices } from "../../lib/services";

/** The most exceptions that the API takes. */
const MOST_EXCEPT = 200;

/** One alert, or all that match as they were seen. */
export interface Acknowledgement {
  readonly by: string;
  /** Of what is shown. */
  readonly ids: readonly string[];
  readonly all?: Seen | undefined;
}

export interface Seen {
  readonly filter: AlertFilter;
  /** How many there were. */
  readonly count: number;
  /** When the newest one was noticed that was shown. */
  readonly until: string;
  /** By `performance.now()`. */
  readonly decidedAt: number;
  /** Those that are left as they are. */
  readonly except: readonly string[];
}

/** Acknowledges alerts; the answer is applied here without waiting for the live event. */
export function useAcknowledge() {
  const { api, client, refetches } = useServices();
  return useMutation({
    // Fail at once instead of waiting for a network.
    networkMode: "always",
    mutationFn: async ({ ids, by, all }: Acknowledgement) => {
      if (all === undefined) {
        for (const id of ids) applyAlert(client, refetches, await api.acknowledge(id, by));
        return;
      }
      const { filter, until, decidedAt, except } = all;
      const ago = (performance.now() - decidedAt) / 1000;
      await api.acknowledgeMatching(filter, { by, until, ago, except: except.slice(0, MOST_EXCEPT) });
      await client.invalidateQueries({ queryKey: keys.alertLists });
    },
    // An alert that was removed is still in the list.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 404) void client.invalidateQueries({ queryKey: keys.alertLists });
    },
  });
}
