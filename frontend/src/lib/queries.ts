import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Call, CallPage, StatsView } from "../contracts";
import { ApiError, type Api } from "./api";
import { canBeEntered, type CallFilter } from "./filter";
import type { Told } from "./feed";
import type { Live } from "./live";
import { mergeIntoPage, mergeIntoTimeline, mergeUpdate, type TimelineEvent } from "./merge";
import type { Rereads } from "./reread";

/** What queries need; made once, in `services.tsx`. */
export interface Sources {
  readonly api: Api;
  readonly live: Live;
  readonly rereads: Rereads;
}

const SLOW_POLL_MS = 30_000;
const STATS_POLL_MS = 10_000;
/** For lists that calls can come into unannounced, and for calls that we may not listen to. */
const OFTEN_POLL_MS = 5_000;
const RETRY_MS = 5_000;
const REREAD_MS = 1_000;

export const keys = {
  lists: ["calls"],
  list: (filter: CallFilter) => ["calls", filter],
  call: (id: string) => ["call", id],
  events: (id: string) => ["events", id],
  queues: ["queues"],
  stats: ["stats"],
} as const;

export function callsQuery({ api, live, rereads }: Sources, filter: CallFilter) {
  return queryOptions<CallPage>({
    queryKey: keys.list(filter),
    queryFn: async ({ signal }) => {
      await live.listening();
      return readThenReplay(live, () => api.calls(filter, signal), (page, told) => {
        const merged = mergeIntoPage(page, told.update, filter, told.isNew);
        if (merged.reread) rereads.request(keys.list(filter), REREAD_MS);
        return merged.page;
      });
    },
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (canBeEntered(filter) ? OFTEN_POLL_MS : callPoll(live, query.state.error)),
  });
}

export function callQuery({ api, live }: Sources, id: string) {
  return queryOptions<Call>({
    queryKey: keys.call(id),
    queryFn: ({ signal }) =>
      whileWatching(live, id, () =>
        readThenReplay(live, () => api.call(id, signal), (call, { update }) =>
          update.callId === id ? mergeUpdate(call, update) : call,
        ),
      ),
    refetchInterval: (query) => callPoll(live, query.state.error),
  });
}

export function eventsQuery({ api, live, rereads }: Sources, id: string) {
  return queryOptions<readonly TimelineEvent[]>({
    queryKey: keys.events(id),
    queryFn: ({ signal }) =>
      whileWatching(live, id, () =>
        readThenReplay<readonly TimelineEvent[]>(live, () => api.events(id, signal), (events, { update }) => {
          if (update.callId !== id) return events;
          const merged = mergeIntoTimeline(events, update);
          if (merged.gap) rereads.request(keys.events(id), REREAD_MS);
          return merged.events;
        }),
      ),
    refetchInterval: (query) => callPoll(live, query.state.error),
  });
}

export function queuesQuery({ api }: Sources) {
  return queryOptions({
    queryKey: keys.queues,
    queryFn: ({ signal }) => api.queues(signal),
    staleTime: 60_000,
    refetchInterval: (query) => (mayPass(query.state.error) ? RETRY_MS : 60_000),
  });
}

export function statsQuery({ api, live }: Sources) {
  return queryOptions<StatsView>({
    queryKey: keys.stats,
    queryFn: async ({ signal }) => {
      await live.listening();
      return api.stats(signal);
    },
    // A failure should show at once; the next poll is the next try.
    retry: false,
    refetchInterval: (query) => (query.state.error ? RETRY_MS : STATS_POLL_MS),
  });
}

/** Merges what is told over the socket into everything that was read. */
export function applyTold(client: QueryClient, rereads: Rereads, told: Told): void {
  const { update, isNew } = told;
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page === undefined) continue;
    const merged = mergeIntoPage(page, update, key[1] as CallFilter, isNew);
    if (merged.page !== page) client.setQueryData(key, merged.page);
    if (merged.reread) rereads.request(key, REREAD_MS);
  }
  const call = client.getQueryState<Call>(keys.call(update.callId));
  if (call?.data !== undefined) client.setQueryData(keys.call(update.callId), mergeUpdate(call.data, update));
  // A call that was looked for before it began.
  else if (call?.error) applyUncertain(client, rereads, update.callId);
  const events = client.getQueryData<readonly TimelineEvent[]>(keys.events(update.callId));
  if (events !== undefined) {
    const merged = mergeIntoTimeline(events, update);
    if (merged.events !== events) client.setQueryData(keys.events(update.callId), merged.events);
    if (merged.gap) rereads.request(keys.events(update.callId), REREAD_MS);
  }
  rereads.request(keys.stats, REREAD_MS);
}

/** The counts moved: so may have the lists that calls can come into unannounced. */
export function applyStatsMoved(client: QueryClient, rereads: Rereads): void {
  rereads.request(keys.stats, REREAD_MS);
  for (const query of client.getQueryCache().findAll({ queryKey: keys.lists, type: "active" })) {
    if (canBeEntered(query.queryKey[1] as CallFilter)) rereads.request(query.queryKey, 2 * REREAD_MS);
  }
}

/** We began to listen to a call without being told how it stands. */
export function applyUncertain(client: QueryClient, rereads: Rereads, callId: string): void {
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page?.data.some((call) => call.id === callId)) rereads.request(key, REREAD_MS);
  }
  rereads.request(keys.call(callId), REREAD_MS);
  rereads.request(keys.events(callId), REREAD_MS);
}

/** A read, and on top of it what was told while it was on its way. */
async function readThenReplay<T>(live: Live, read: () => Promise<T>, merge: (value: T, told: Told) => T): Promise<T> {
  const recorded = live.record();
  try {
    const value = await read();
    return recorded().reduce(merge, value);
  } finally {
    recorded();
  }
}

async function whileWatching<T>(live: Live, callId: string, read: () => Promise<T>): Promise<T> {
  const release = live.watch(callId);
  try {
    await live.listening(callId);
    return await read();
  } finally {
    release();
  }
}

/** Whether to ask again before the next poll would. */
export function retry(failures: number, error: Error): boolean {
  return failures < 2 && mayPass(error);
}

function callPoll(live: Live, error: Error | null): number {
  return mayPass(error) || live.state().refused > 0 ? OFTEN_POLL_MS : SLOW_POLL_MS;
}

function mayPass(error: Error | null): boolean {
  return error !== null && (!(error instanceof ApiError) || error.passing);
}
