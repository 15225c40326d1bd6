import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Call } from "../contracts";
import { type Lost, lostEnds } from "./callbacks";
import { unfiltered } from "./filter";
import { keys } from "./keys";
import { isTransient, type QueryContext } from "./queries";

const POLL_MS = 15_000;
const RETRY_MS = 5_000;
/** So many lost calls are looked through. */
export const MOST_LOST = 500;

/** Lost calls that ended since then, the newest first. */
export function lostQuery({ api }: QueryContext, from: string, queueId: string | undefined) {
  const filter = {
    ...unfiltered,
    status: ["ended"],
    endReason: lostEnds,
    from,
    ...(queueId !== undefined && { queueIds: [queueId] }),
  } as const;
  return queryOptions({
    queryKey: keys.lost(filter),
    queryFn: async ({ signal }) => {
      const calls: Call[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.calls(filter, signal, cursor);
        calls.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor !== undefined && calls.length < MOST_LOST);
      return { calls, all: cursor === undefined };
    },
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : POLL_MS),
  });
}

/** Who calls whom back; the socket says when it is another. */
export function claimsQuery({ api }: QueryContext) {
  return queryOptions({
    queryKey: keys.claims,
    queryFn: ({ signal }) => api.claims(signal),
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : POLL_MS),
  });
}

/** What there was with this caller since they were lost. */
export function sinceLostQuery({ api }: QueryContext, { number, call }: Lost) {
  const filter = { ...unfiltered, q: number, from: call.startTime } as const;
  return queryOptions({
    queryKey: keys.sinceLost(filter),
    queryFn: async ({ signal }) => (await api.calls(filter, signal)).data,
    staleTime: POLL_MS,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : POLL_MS),
  });
}
