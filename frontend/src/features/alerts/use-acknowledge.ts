import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../../lib/api";
import { applyAlert } from "../../lib/apply";
import { keys } from "../../lib/keys";
import { useServices } from "../../lib/services";

/** The most ids that the API takes at once. */
const BATCH_SIZE = 200;

export interface Acknowledgement {
  readonly ids: readonly string[];
  readonly by: string;
}

/** Acknowledges alerts; the answer is applied here without waiting for the live event. */
export function useAcknowledge() {
  const { api, client, refetches } = useServices();
  return useMutation({
    // Fail at once instead of waiting for a network.
    networkMode: "always",
    mutationFn: async ({ ids, by }: Acknowledgement) => {
      const [only, ...more] = ids;
      if (only === undefined) return;
      if (more.length === 0) return applyAlert(client, refetches, await api.acknowledge(only, by));
      for (let from = 0; from < ids.length; from += BATCH_SIZE) {
        for (const alert of await api.acknowledgeAll(ids.slice(from, from + BATCH_SIZE), by)) applyAlert(client, refetches, alert);
      }
    },
    // An alert that was removed is still in the list.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 404) void client.invalidateQueries({ queryKey: keys.alertLists });
    },
  });
}
