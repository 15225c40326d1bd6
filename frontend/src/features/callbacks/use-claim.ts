import { useMutation } from "@tanstack/react-query";
import type { CallbackClaim } from "../../contracts";
import { keys } from "../../lib/keys";
import { useServices } from "../../lib/services";

/** A caller who is taken by somebody, or given up by whoever took them. */
export interface Wanted {
  readonly number: string;
  readonly callId: string;
  readonly by?: string | undefined;
}

/** Says who calls back, or that nobody does; the answer is shown without waiting for the live event. */
export function useClaim() {
  const { api, client } = useServices();
  return useMutation({
    // Fail at once instead of waiting for a network.
    networkMode: "always",
    mutationFn: async ({ callId, by }: Wanted) => {
      const claim = by === undefined ? await api.release(callId) : await api.claim(callId, by);
      client.setQueryData<CallbackClaim[]>(keys.claims, (known = []) => [
        ...(claim ? [claim] : []),
        ...known.filter((other) => other.callId !== callId),
      ]);
    },
    // Who was faster is read, not guessed.
    onError: () => client.invalidateQueries({ queryKey: keys.claims }),
  });
}
