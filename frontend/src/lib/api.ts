import type { AgentView, Alert, AlertPage, Call, CallEvent, CallPage, Problem, QueueView, StatsSeries, StatsView } from "../contracts";
import { ALERTS_AT_ONCE, alertsApiQuery, type AlertFilter } from "./alerts";
import type { ServerClock } from "./clock";
import { apiQuery, type CallFilter } from "./filter";
import { Session } from "./session";
import type { StatsWindow } from "./windows";

const TIMEOUT_MS = 10_000;

/** A request that failed. Without a status the service did not answer at all. */
export class ApiError extends Error {
  readonly status: number | undefined;
  readonly problem: Problem | undefined;

  constructor(message: string, status?: number, problem?: Problem) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }

  /** Whether asking again may help. */
  get passing(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 429;
  }
}

/** What the call service is asked. */
export interface Api {
  readonly address: string;
  calls(filter: CallFilter, signal: AbortSignal): Promise<CallPage>;
  call(id: string, signal: AbortSignal): Promise<Call>;
  events(id: string, signal: AbortSignal): Promise<CallEvent[]>;
  queues(signal: AbortSignal): Promise<QueueView[]>;
  stats(window: StatsWindow, signal: AbortSignal): Promise<StatsView>;
  /** Minute by minute; all queues together unless one is named. */
  series(window: StatsWindow, queueId: string | undefined, signal: AbortSignal): Promise<StatsSeries>;
  agents(signal: AbortSignal): Promise<AgentView[]>;
  /** Newest first; from where an earlier page ended, if a cursor is given. */
  alerts(filter: AlertFilter, cursor: string | undefined, signal: AbortSignal): Promise<AlertPage>;
  /** The alert as it stands then: the first to acknowledge it counts. */
  acknowledge(id: string, by: string): Promise<Alert>;
  /** Up to 200 at once. */
  acknowledgeAll(ids: readonly string[], by: string): Promise<Alert[]>;
  /** Fails unless the service lets the bearer of this token read. */
  admits(token: string): Promise<void>;
}

export function createApi(
  base: string,
  clock: ServerClock,
  fetchIt: typeof fetch = (...words) => fetch(...words),
  session = new Session(),
): Api {
  return {
    address: base || location.origin,
    calls: (filter, signal) => get(`/api/calls?${apiQuery(filter)}`, signal),
    call: (id, signal) => get(`/api/calls/${encodeURIComponent(id)}`, signal),
    events: (id, signal) => get(`/api/calls/${encodeURIComponent(id)}/events`, signal),
    queues: (signal) => get("/api/queues", signal),
    series: (window, queueId, signal) =>
      get(`/api/stats/series?window=${window}${queueId === undefined ? "" : `&queueId=${encodeURIComponent(queueId)}`}`, signal),
    agents: (signal) => get("/api/agents", signal),
    alerts: (filter, cursor, signal) => get(`/api/alerts?${alertsApiQuery(filter, ALERTS_AT_ONCE, cursor)}`, signal),
    acknowledge: (id, by) => post(`/api/alerts/${encodeURIComponent(id)}/acknowledge`, { by }),
    acknowledgeAll: (ids, by) => post("/api/alerts/acknowledge", { by, ids }),
    admits: (token) => get("/api/queues", new AbortController().signal, token).then(() => undefined),
    async stats(window, signal) {
      const sentAt = Date.now();
      const stats = await get<StatsView>(`/api/stats?window=${window}`, signal);
      clock.observe(stats.timestamp, sentAt, Date.now());
      return stats;
    },
  };

  function get<T>(path: string, signal: AbortSignal, token?: string): Promise<T> {
    return ask<T>(path, {}, signal, token);
  }

  function post<T>(path: string, body: object): Promise<T> {
    return ask<T>(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }

  async function ask<T>(path: string, how: RequestInit, signal?: AbortSignal, token = session.token): Promise<T> {
    let response: Response;
    try {
      response = await fetchIt(base + path, {
        ...how,
        headers: {
          Accept: "application/json, application/problem+json",
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...how.headers,
        },
        signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(TIMEOUT_MS)]),
      });
    } catch (failure) {
      if (signal?.aborted) throw failure;
      throw new ApiError(`No answer from ${base || location.origin}`);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      if (response.status === 401) session.unknown(token);
      const problem = isProblem(body) ? body : undefined;
      throw new ApiError(problem?.detail ?? `${path} was answered with ${response.status}`, response.status, problem);
    }
    if (body === undefined) throw new ApiError(`${path} was answered with something that is no JSON`, 502);
    return body as T;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
