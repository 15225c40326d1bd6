import { queryOptions } from "@tanstack/react-query";
import type { StatsView } from "../contracts";
import { keys } from "./keys";
import { mayPass, type Sources } from "./queries";
import type { StatsWindow } from "./windows";

const POLL_MS = 10_000;
const RETRY_MS = 5_000;
const AGENTS_POLL_MS = 3_000;

export function queuesQuery({ api }: Sources) {
  return queryOptions({
    queryKey: keys.queues,
    queryFn: ({ signal }) => api.queues(signal),
    staleTime: 60_000,
    refetchInterval: (query) => (mayPass(query.state.error) ? RETRY_MS : 60_000),
  });
}

export function statsQuery({ api, live }: Sources, window: StatsWindow) {
  return queryOptions<StatsView>({
    queryKey: keys.stats(window),
    queryFn: async ({ signal }) => {
      await live.listening();
      return api.stats(window, signal);
    },
    // A failure should show at once; the next poll is the next try.
    retry: false,
    refetchInterval: (query) => (query.state.error ? RETRY_MS : POLL_MS),
  });
}

export function seriesQuery({ api }: Sources, window: StatsWindow, queueId?: string) {
  return queryOptions({
    queryKey: keys.series(window, queueId),
    queryFn: ({ signal }) => api.series(window, queueId, signal),
    staleTime: POLL_MS,
    refetchInterval: (query) => (mayPass(query.state.error) ? RETRY_MS : 3 * POLL_MS),
  });
}

export function agentsQuery({ api }: Sources) {
  return queryOptions({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.agents(signal),
    // A route moves no count, so nothing is pushed when an agent's phone begins to ring.
    refetchInterval: AGENTS_POLL_MS,
  });
}

export function newerStats(known: StatsView | undefined, told: StatsView): StatsView {
  return known !== undefined && Date.parse(known.timestamp) >= Date.parse(told.timestamp) ? known : told;
}

/** Older services say only that the counts moved. */
export function isStats(word: unknown): word is StatsView {
  return typeof word === "object" && word !== null && "timestamp" in word && "all" in word && "queues" in word;
}
