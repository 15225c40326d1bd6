import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Call, CallPage } from "../contracts";
import { type Api, ApiError } from "./api";
import type { LiveEvent } from "./feed";
import { type CallFilter, canBeEntered } from "./filter";
import { keys } from "./keys";
import type { Live } from "./live";
import { keepRows, mergeIntoPage, mergeIntoTimeline, mergeRow, mergeUpdate, type TimelineEvent } from "./merge";
import type { RefetchScheduler } from "./refetch-scheduler";

/** What queries need; made once, in `services.tsx`. */
export interface Sources {
  readonly api: Api;
  readonly live: Live;
  readonly refetches: RefetchScheduler;
  readonly client: QueryClient;
}

const SLOW_POLL_MS = 30_000;
/** For lists that calls can come into unannounced, and for calls that we may not listen to. */
const OFTEN_POLL_MS = 5_000;
export const REFETCH_MS = 1_000;

/** Pages by number get slower the deeper they are; so near the top that costs nothing. */
const DEEP_PAGE = 5;
const FRESH_MS = 5_000;

/** Where a deep page goes on from the one before it, which is there and fresh when somebody scrolls down. */
function cursorOf(client: QueryClient, filter: CallFilter): string | undefined {
  if (filter.page < DEEP_PAGE) return undefined;
  const before = client.getQueryState<CallPage>(keys.list({ ...filter, page: filter.page - 1 }));
  return before?.data !== undefined && Date.now() - before.dataUpdatedAt < FRESH_MS ? before.data.nextCursor : undefined;
}

export function callsQuery({ api, live, refetches, client }: Sources, filter: CallFilter) {
  return queryOptions<CallPage>({
    queryKey: keys.list(filter),
    queryFn: async ({ signal }) => {
      await live.listening();
      return readThenReplay(
        live,
        () => api.calls(filter, signal, cursorOf(client, filter)),
        (page, told) => {
          const merged = mergeIntoPage(page, told.update, filter, told.isNew);
          if (merged.refetch) refetches.request(keys.list(filter), REFETCH_MS);
          return merged.page;
        },
      );
    },
    refetchInterval: (query) => (canBeEntered(filter) ? OFTEN_POLL_MS : callPoll(live, query.state.error)),
  });
}

/** A list whose calls and order stay as they were first read, while each of its rows goes on living. */
export function heldQuery({ api, live, client }: Sources, filter: CallFilter) {
  return queryOptions<CallPage>({
    queryKey: keys.held(filter),
    queryFn: async ({ signal }) => {
      await live.listening();
      const page = await readThenReplay(
        live,
        () => api.calls(filter, signal),
        (read, { update }) => mergeRow(read, update),
      );
      return keepRows(client.getQueryData<CallPage>(keys.held(filter)), page);
    },
    staleTime: Infinity,
    gcTime: 600_000,
  });
}

/** How many calls began since, by the server's count. */
export function newerQuery({ api }: Sources, filter: CallFilter) {
  return queryOptions<number>({
    queryKey: keys.newer(filter),
    queryFn: async ({ signal }) => (await api.calls({ ...filter, limit: 1 }, signal)).total,
    refetchInterval: OFTEN_POLL_MS,
  });
}

export function callQuery({ api, live }: Sources, id: string) {
  return queryOptions<Call>({
    queryKey: keys.call(id),
    queryFn: ({ signal }) =>
      whileWatching(live, id, () =>
        readThenReplay(
          live,
          () => api.call(id, signal),
          (call, { update }) => (update.callId === id ? mergeUpdate(call, update) : call),
        ),
      ),
    refetchInterval: (query) => callPoll(live, query.state.error),
  });
}

export function eventsQuery({ api, live, refetches }: Sources, id: string) {
  return queryOptions<readonly TimelineEvent[]>({
    queryKey: keys.events(id),
    queryFn: ({ signal }) =>
      whileWatching(live, id, () =>
        readThenReplay<readonly TimelineEvent[]>(
          live,
          () => api.events(id, signal),
          (events, { update }) => {
            if (update.callId !== id) return events;
            const merged = mergeIntoTimeline(events, update);
            if (merged.gap) refetches.request(keys.events(id), REFETCH_MS);
            return merged.events;
          },
        ),
      ),
    refetchInterval: (query) => callPoll(live, query.state.error),
  });
}

/** A read, and on top of it what was told while it was on its way. */
async function readThenReplay<T>(live: Live, read: () => Promise<T>, merge: (value: T, told: LiveEvent) => T): Promise<T> {
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

export function mayPass(error: Error | null): boolean {
  return error !== null && (!(error instanceof ApiError) || error.passing);
}
