import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { QueueView, Report, StatsView } from "../contracts";
import type { ReportRequest } from "./api";
import type { ServerClock } from "./clock";
import { keys } from "./keys";
import { WEEK } from "./last-week";
import { isTransient, type QueryContext } from "./queries";
import { type Interval, quarterEnd } from "./report";
import type { StatsWindow } from "./windows";

const POLL_MS = 10_000;
const RETRY_MS = 5_000;
const AGENTS_POLL_MS = 3_000;
const PAST_MS = 300_000;
const QUARTER_MS = 900_000;

/** The queues that take new calls. */
export function queuesQuery(context: QueryContext) {
  return queryOptions({ ...everyQueueQuery(context), select: openOnes });
}

function openOnes(queues: readonly QueueView[]): QueueView[] {
  return queues.filter(({ retiredAt }) => retiredAt === undefined);
}

/** Those that are retired, too. */
export function everyQueueQuery({ api }: QueryContext) {
  return queryOptions<QueueView[]>({
    queryKey: keys.queues,
    queryFn: ({ signal }) => api.queues(signal),
    // Nothing is pushed when a queue is renamed or opened, and the answer is small.
    staleTime: RETRY_MS,
    refetchInterval: RETRY_MS,
  });
}

export function statsQuery({ api, live }: QueryContext, window: StatsWindow) {
  return queryOptions<StatsView>({
    queryKey: keys.stats(window),
    queryFn: async ({ signal }) => {
      await live.ready();
      return api.stats(window, signal);
    },
    // A failure is shown at once; the next poll is the retry.
    retry: false,
    refetchInterval: (query) => (query.state.error ? RETRY_MS : POLL_MS),
  });
}

export function seriesQuery({ api }: QueryContext, window: StatsWindow, queueId?: string) {
  return queryOptions({
    queryKey: keys.series(window, queueId),
    queryFn: ({ signal }) => api.series(window, queueId, signal),
    staleTime: POLL_MS,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : 3 * POLL_MS),
  });
}

/** The same window a week ago. Services up to 1.0.0 have no past: then nothing is compared. */
export function lastWeekQuery({ api }: QueryContext, window: StatsWindow) {
  return queryOptions({
    queryKey: keys.pastSeries(window, WEEK),
    queryFn: ({ signal }) => api.pastSeries(window, WEEK, signal),
    retry: false,
    refetchInterval: 3 * POLL_MS,
  });
}

/** What is past changes only by late events; what goes on is read again with `goesOn`. */
export function reportQuery({ api }: QueryContext, asked: ReportRequest, goesOn = false) {
  return queryOptions({
    queryKey: keys.report(asked),
    queryFn: ({ signal }) => api.report(asked, signal),
    staleTime: PAST_MS,
    gcTime: PAST_MS,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : goesOn ? 3 * POLL_MS : false),
  });
}

/** Several reports, one after the other, since a replica reads few things at once. */
export function reportsQuery({ api }: QueryContext, asked: readonly ReportRequest[]) {
  return queryOptions({
    queryKey: keys.reports(asked),
    queryFn: async ({ signal }) => {
      const read: Report[] = [];
      for (const one of asked) read.push(await api.report(one, signal));
      return read;
    },
    staleTime: PAST_MS,
    gcTime: PAST_MS,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : false),
  });
}

/** Whose days are the call centre's: a report says so when it is not told another zone. */
export function centreZoneQuery({ api, clock }: QueryContext & { readonly clock: ServerClock }) {
  return queryOptions({
    queryKey: keys.centreZone,
    queryFn: async ({ signal }) => {
      const to = quarterEnd(clock.now() ?? Date.now());
      const interval: Interval = "all";
      return (await api.report({ span: { from: to - QUARTER_MS, to }, interval }, signal)).zone;
    },
    staleTime: Infinity,
    gcTime: Infinity,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : false),
  });
}

export function agentsQuery({ api }: QueryContext) {
  return queryOptions({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.agents(signal),
    // A route changes no count, so nothing is pushed when an agent's phone begins to ring.
    refetchInterval: AGENTS_POLL_MS,
  });
}

/** Services up to 1.0.0 don't know who is there: then nothing is said of it. */
export function queueAgentsQuery({ api }: QueryContext) {
  return queryOptions({
    queryKey: keys.queueAgents,
    queryFn: ({ signal }) => api.queueAgents(signal),
    retry: false,
    refetchInterval: (query) => (query.state.error === null ? RETRY_MS : 6 * RETRY_MS),
  });
}

/** What is past is read once. */
export function replayQuery({ api }: QueryContext, from: number, to: number) {
  return queryOptions({
    queryKey: keys.replay(from, to),
    queryFn: ({ signal }) => api.replay(from, to, signal),
    staleTime: Infinity,
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : false),
  });
}

export function newerStats(known: StatsView | undefined, pushed: StatsView): StatsView {
  return known !== undefined && Date.parse(known.timestamp) >= Date.parse(pushed.timestamp) ? known : pushed;
}

/** Older services send no counts, only that they changed. */
export function isStats(payload: unknown): payload is StatsView {
  return typeof payload === "object" && payload !== null && "timestamp" in payload && "all" in payload && "queues" in payload;
}
