import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Call, CallPage } from "../contracts";
import { type Api, ApiError } from "./api";
import type { LiveEvent } from "./feed";
import { type CallFilter, canGainExistingCalls } from "./filter";
import { keys } from "./keys";
import type { Live } from "./live";
import { changesVisits, keepRows, mergeIntoPage, mergeIntoTimeline, mergeRow, mergeUpdate, type TimelineEvent } from "./merge";
import type { RefetchScheduler } from "./refetch-scheduler";

/** What queries need; made once, in `services.tsx`. */
export interface QueryContext {
  readonly api: Api;
  readonly live: Live;
  readonly refetches: RefetchScheduler;
  readonly client: QueryClient;
}

const SLOW_POLL_MS = 30_000;
/** For lists that existing calls can enter, and for calls whose subscription was refused. */
const FAST_POLL_MS = 5_000;
export const REFETCH_MS = 1_000;

/** A page by number is slower the deeper it is; above this one that costs nothing. */
const DEEP_PAGE = 5;
const FRESH_MS = 5_000;

/** The cursor of a deep page, from the page before it, which is cached and fresh while a user scrolls down. */
function cursorOf(client: QueryClient, filter: CallFilter): string | undefined {
  if (filter.page < DEEP_PAGE) return undefined;
  const before = client.getQueryState<CallPage>(keys.list({ ...filter, page: filter.page - 1 }));
  return before?.data !== undefined && Date.now() - before.dataUpdatedAt < FRESH_MS ? before.data.nextCursor : undefined;
}

export function callsQuery({ api, live, refetches, client }: QueryContext, filter: CallFilter) {
  return queryOptions<CallPage>({
    queryKey: keys.list(filter),
    queryFn: async ({ signal }) => {
      await live.ready();
      return readThenReplay(
        live,
        () => api.calls(filter, signal, cursorOf(client, filter)),
        (page, event) => {
          const merged = mergeIntoPage(page, event.update, filter, event.isNew);
          if (merged.refetch) refetches.request(keys.list(filter), REFETCH_MS);
          return merged.page;
        },
      );
    },
    refetchInterval: (query) => (canGainExistingCalls(filter) ? FAST_POLL_MS : callPoll(live, query.state.error)),
  });
}

/** When a list began to be held: by the server's clock, and by the browser's. */
export interface Moment {
  readonly since: string;
  readonly at: number;
}

/** For so long after it began, a held list takes its pages from the live one. */
const SEED_MS = 1_000;

/** A page of a list that is held: its calls and their order stay as they were then, while each row is kept up to date. */
export function heldQuery({ api, live, client }: QueryContext, filter: CallFilter, { since, at }: Moment) {
  const { to } = filter;
  const then = { ...filter, to: to !== undefined && to < since ? to : since };
  const key = keys.held(since, then);
  return queryOptions<CallPage>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      await live.ready();
      // After the page before it, whatever has left that one since.
      const cursor = client.getQueryData<CallPage>(keys.held(since, { ...then, page: then.page - 1 }))?.nextCursor;
      const page = await readThenReplay(
        live,
        () => api.calls(then, signal, cursor),
        (read, { update }) => mergeRow(read, update),
      );
      return keepRows(client.getQueryData<CallPage>(key), page);
    },
    initialData: () => {
      const listed = client.getQueryCache().find<CallPage>({ queryKey: keys.list(filter) });
      return Date.now() - at < SEED_MS && listed?.isActive() === true ? listed.state.data : undefined;
    },
    staleTime: Infinity,
    gcTime: 600_000,
  });
}

export function callQuery({ api, live, refetches }: QueryContext, id: string) {
  return queryOptions<Call>({
    queryKey: keys.call(id),
    queryFn: ({ signal }) =>
      whileSubscribed(live, id, () =>
        readThenReplay(
          live,
          () => api.call(id, signal),
          (call, { update }) => {
            if (update.callId !== id) return call;
            if (changesVisits(call, update)) refetches.request(keys.call(id), REFETCH_MS);
            return mergeUpdate(call, update);
          },
        ),
      ),
    refetchInterval: (query) => callPoll(live, query.state.error),
  });
}

export function eventsQuery({ api, live, refetches }: QueryContext, id: string) {
  return queryOptions<readonly TimelineEvent[]>({
    queryKey: keys.events(id),
    queryFn: ({ signal }) =>
      whileSubscribed(live, id, () =>
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

/** A read, and on top of it the events that arrived while it was in flight. */
async function readThenReplay<T>(live: Live, read: () => Promise<T>, merge: (value: T, event: LiveEvent) => T): Promise<T> {
  const recorded = live.record();
  try {
    const value = await read();
    return recorded().reduce(merge, value);
  } finally {
    recorded();
  }
}

async function whileSubscribed<T>(live: Live, callId: string, read: () => Promise<T>): Promise<T> {
  const release = live.subscribe(callId);
  try {
    await live.ready(callId);
    return await read();
  } finally {
    release();
  }
}

/** Whether to retry before the next poll. */
export function retry(failures: number, error: Error): boolean {
  return failures < 2 && isTransient(error);
}

function callPoll(live: Live, error: Error | null): number {
  return isTransient(error) || live.state().refused > 0 ? FAST_POLL_MS : SLOW_POLL_MS;
}

export function isTransient(error: Error | null): boolean {
  return error !== null && (!(error instanceof ApiError) || error.transient);
}
