import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../../lib/api";
import { applyAlert } from "../../lib/apply";
import { keys } from "../../lib/keys";
import { useServices } from "../../lib/services";

/** As many as the call service takes at once. */
const AT_ONCE = 200;

export interface Wanted {
  readonly ids: readonly string[];
  readonly by: string;
}

/** Acknowledges alerts, for everybody; what others see a moment later is seen here at once. */
export function useAcknowledge() {
  const { api, client, refetches } = useServices();
  return useMutation({
    // Waiting silently for a network would be no answer.
    networkMode: "always",
    mutationFn: async ({ ids, by }: Wanted) => {
      const [only, ...more] = ids;
      if (only === undefined) return;
      if (more.length === 0) return applyAlert(client, refetches, await api.acknowledge(only, by));
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        for (const alert of await api.acknowledgeAll(ids.slice(from, from + AT_ONCE), by)) applyAlert(client, refetches, alert);
      }
    },
    // One that is no longer kept is still in the list.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 404) void client.invalidateQueries({ queryKey: keys.alertLists });
    },
  });
}
