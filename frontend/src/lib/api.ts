import type {
  AcknowledgedAlerts,
  AgentView,
  Alert,
  AlertPage,
  AlertsAcknowledgement,
  Call,
  CallbackClaim,
  CallEvent,
  CallPage,
  Problem,
  QueueAgents,
  QueueView,
  Replay,
  Report,
  StatsSeries,
  StatsView,
} from "../contracts";
import { ALERTS_AT_ONCE, type AlertFilter, alertsApiQuery, openAlertsApiQuery } from "./alerts";
import type { ServerClock } from "./clock";
import { apiQuery, type CallFilter, type ExportForm, exportQuery, formQuery, readable } from "./filter";
import type { By, Interval, Stretch } from "./report";
import { Session } from "./session";
import type { StatsWindow } from "./windows";

const JSON_TYPE = "application/json";
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MOST_KEPT_ALIVE = 50_000;
const TIMEOUT_MS = 10_000;
/** The service may dial another machine meanwhile. */
const OPERATION_MS = 30_000;
/** Years of a log over a slow line. */
const UPLOAD_MS = 3_600_000;
/** Longer than the service allows an export to take, so that it is the service that ends it. */
const EXPORT_MS = 1_200_000;

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

  /** Whether a retry may help. */
  get transient(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 429;
  }
}

export type Operation = "GET" | "PUT" | "POST" | "DELETE";

/** The requests of the dashboard to the call service. */
export interface Api {
  readonly address: string;
  /** A page by its number, or the one that follows an earlier page's cursor. */
  calls(filter: CallFilter, signal: AbortSignal, cursor?: string): Promise<CallPage>;
  call(id: string, signal: AbortSignal): Promise<Call>;
  events(id: string, signal: AbortSignal): Promise<CallEvent[]>;
  /** Those that are retired, too. */
  queues(signal: AbortSignal): Promise<QueueView[]>;
  stats(window: StatsWindow, signal: AbortSignal): Promise<StatsView>;
  /** Minute by minute; all queues together unless one is named. */
  series(window: StatsWindow, queueId: string | undefined, signal: AbortSignal): Promise<StatsSeries>;
  /** The window that was at this time of day so many days ago. */
  pastSeries(window: StatsWindow, daysBefore: number, signal: AbortSignal): Promise<StatsSeries>;
  /** What came in during a span, beside the span before it. */
  report(asked: ReportRequest, signal: AbortSignal): Promise<Report>;
  /** The rows of its span, as a file. */
  reportFile(asked: ReportRequest, as: "csv" | "xlsx", form: ExportForm, signal: AbortSignal): Promise<NamedFile>;
  agents(signal: AbortSignal): Promise<AgentView[]>;
  /** How many agents each queue has, and what they do. */
  queueAgents(signal: AbortSignal): Promise<QueueAgents[]>;
  /** How every call stood between two moments, in ms. */
  replay(from: number, to: number, signal: AbortSignal): Promise<Replay>;
  /** Every call that the filter finds, as a file; `progress` hears how many have arrived. */
  csv(filter: CallFilter, form: ExportForm, signal: AbortSignal, progress: (calls: number) => void): Promise<NamedFile>;
  /** Newest first; from where an earlier page ended, if a cursor is given. */
  alerts(filter: AlertFilter, cursor: string | undefined, signal: AbortSignal): Promise<AlertPage>;
  /** The alert as it stands then: the first to acknowledge it counts. */
  acknowledge(id: string, by: string): Promise<Alert>;
  /** Every open one that the filter finds, but for those that came after what was seen. */
  acknowledgeMatching(filter: AlertFilter, seen: AlertsAcknowledgement): Promise<AcknowledgedAlerts>;
  /** Lost calls whose callers somebody calls back. */
  claims(signal: AbortSignal): Promise<CallbackClaim[]>;
  /** Fails when somebody else was first, or the caller has been reached. */
  claim(callId: string, by: string): Promise<CallbackClaim>;
  release(callId: string): Promise<void>;
  /** Fails unless the service accepts this token for reading. */
  verify(token: string): Promise<void>;
  /** What only an administrator's key may do; a key that is refused doesn't end the viewer's session. A file is sent as it is. */
  operate<T>(key: string, method: Operation, path: string, body?: object, signal?: AbortSignal): Promise<T>;
}

/** A file to save. */
export interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A report of whole quarters of an hour. */
export interface ReportRequest {
  readonly span: Stretch;
  readonly interval: Interval;
  readonly by?: By;
  readonly queueId?: string | undefined;
  /** Of agents, those of this team alone. */
  readonly team?: string | undefined;
  /** The call centre's unless given. */
  readonly zone?: string | undefined;
}

function reportQuery({ span, interval, by = "none", queueId, team, zone }: ReportRequest): URLSearchParams {
  const query = new URLSearchParams({
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    interval,
    by,
  });
  if (queueId !== undefined) query.set("queueId", queueId);
  if (team !== undefined) query.set("team", team);
  if (zone !== undefined) query.set("zone", zone);
  return query;
}

export function createApi(
  base: string,
  clock: ServerClock,
  fetchFn: typeof fetch = (...args) => fetch(...args),
  session = new Session(),
): Api {
  return {
    address: base || location.origin,
    calls: (filter, signal, cursor) => get(`/api/calls?${apiQuery(filter, cursor)}`, signal),
    call: (id, signal) => get(`/api/calls/${encodeURIComponent(id)}`, signal),
    events: (id, signal) => get(`/api/calls/${encodeURIComponent(id)}/events`, signal),
    queues: (signal) => get("/api/queues?retired=true", signal),
    series: (window, queueId, signal) =>
      get(`/api/stats/series?window=${window}${queueId === undefined ? "" : `&queueId=${encodeURIComponent(queueId)}`}`, signal),
    pastSeries: (window, daysBefore, signal) => get(`/api/stats/series?window=${window}&daysBefore=${daysBefore}`, signal),
    report: (asked, signal) => get(`/api/reports?${readable(reportQuery(asked))}`, signal),
    agents: (signal) => get("/api/agents", signal),
    queueAgents: (signal) => get("/api/agents/queues", signal),
    replay: (from, to, signal) => get(`/api/replay?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`, signal),
    reportFile: (asked, as, form, signal) => {
      const query = reportQuery(asked);
      // A workbook has numbers and times, which each spreadsheet writes as its region does.
      if (as === "csv") for (const [name, value] of formQuery({ ...form, zone: asked.zone ?? form.zone })) query.set(name, value);
      return file(`/api/reports.${as}?${readable(query)}`, as === "csv" ? "text/csv" : XLSX_TYPE, signal);
    },
    csv: (filter, form, signal, progress) => file(`/api/calls.csv?${exportQuery(filter, form)}`, "text/csv", signal, progress),
    alerts: (filter, cursor, signal) => get(`/api/alerts?${alertsApiQuery(filter, ALERTS_AT_ONCE, cursor)}`, signal),
    acknowledge: (id, by) => send("POST", `/api/alerts/${encodeURIComponent(id)}/acknowledge`, { by }),
    acknowledgeMatching: (filter, seen) => send("POST", `/api/alerts/acknowledge-matching?${openAlertsApiQuery(filter)}`, seen),
    claims: (signal) => get("/api/callbacks", signal),
    claim: (callId, by) => send("PUT", `/api/callbacks/${encodeURIComponent(callId)}`, { by }),
    release: async (callId) => {
      const path = `/api/callbacks/${encodeURIComponent(callId)}`;
      const token = session.token;
      await read(path, await request(path, JSON_TYPE, AbortSignal.timeout(TIMEOUT_MS), token, { method: "DELETE" }), token);
    },
    operate: async <T>(key: string, method: Operation, path: string, body?: object, signal?: AbortSignal) => {
      const file = body instanceof Blob;
      const limit = AbortSignal.timeout(file ? UPLOAD_MS : OPERATION_MS);
      const init = {
        method,
        headers: { "X-API-Key": key, ...(body !== undefined && { "Content-Type": file ? "application/octet-stream" : JSON_TYPE }) },
        ...(body !== undefined && { body: file ? body : JSON.stringify(body) }),
      };
      const either = signal === undefined ? limit : eitherSignal(signal, limit);
      return answerOf<T>(path, await request(path, JSON_TYPE, either, undefined, init, signal), failure);
    },
    verify: (token) => get("/api/queues", new AbortController().signal, token).then(() => undefined),
    async stats(window, signal) {
      const sentAt = Date.now();
      const stats = await get<StatsView>(`/api/stats?window=${window}`, signal);
      clock.observe(stats.timestamp, sentAt, Date.now());
      return stats;
    },
  };

  async function get<T>(path: string, signal: AbortSignal, token = session.token): Promise<T> {
    const response = await request(path, JSON_TYPE, eitherSignal(signal, AbortSignal.timeout(TIMEOUT_MS)), token, {}, signal);
    return read(path, response, token);
  }

  async function file(path: string, type: string, signal: AbortSignal, progress: (lines: number) => void = () => {}): Promise<NamedFile> {
    const answer = await request(path, type, eitherSignal(signal, AbortSignal.timeout(EXPORT_MS)), session.token, {}, signal);
    const [address = path] = path.split("?");
    if (!answer.ok) throw failureOf(address, answer.status, await answer.json().catch(() => undefined), session.token);
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: name ?? address.replace(/.*\//, ""), content: await fileOf(answer, progress) };
  }

  async function send<T>(method: "POST" | "PUT", path: string, body: object): Promise<T> {
    const token = session.token;
    const text = JSON.stringify(body);
    // Sent also by a page that is being closed; browsers take only so much then.
    const keepalive = text.length < MOST_KEPT_ALIVE;
    const init = { method, headers: { "Content-Type": JSON_TYPE }, body: text, keepalive };
    return read(path, await request(path, JSON_TYPE, AbortSignal.timeout(TIMEOUT_MS), token, init), token);
  }

  function read<T>(path: string, response: Response, token: string | undefined): Promise<T> {
    return answerOf(path, response, (_, status, body) => failureOf(path, status, body, token));
  }

  async function request(
    path: string,
    type: string,
    signal: AbortSignal,
    token: string | undefined,
    init: RequestInit = {},
    callerSignal?: AbortSignal,
  ): Promise<Response> {
    try {
      return await fetchFn(base + path, {
        ...init,
        headers: {
          Accept: `${type}, application/problem+json`,
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...init.headers,
        },
        signal,
      });
    } catch (failure) {
      if (callerSignal?.aborted) throw failure;
      throw new ApiError(`No answer from ${base || location.origin}`);
    }
  }

  function failureOf(path: string, status: number, body: unknown, token: string | undefined): ApiError {
    if (status === 401) session.reject(token);
    return failure(path, status, body);
  }
}

function failure(path: string, status: number, body: unknown): ApiError {
  const problem = isProblem(body) ? body : undefined;
  return new ApiError(problem?.detail ?? `${path} was answered with ${status}`, status, problem);
}

async function answerOf<T>(
  path: string,
  response: Response,
  failed: (path: string, status: number, body: unknown) => ApiError,
): Promise<T> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw failed(path, response.status, body);
  if (response.status === NO_CONTENT) return undefined as T;
  if (body === undefined) throw new ApiError(`${path} was answered with something that is no JSON`, 502);
  return body as T;
}

/** The body of an answer; `progress` hears how many lines but the first have arrived. */
async function fileOf(answer: Response, progress: (lines: number) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const type = answer.headers.get("Content-Type") ?? "text/csv";
  const reader = answer.body?.getReader();
  let lines = -1;
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    for (const byte of part.value) if (byte === NEW_LINE) lines++;
    progress(Math.max(0, lines));
  }
  return new Blob(parts, { type });
}

const NEW_LINE = 10;
const NO_CONTENT = 204;

/** Aborts with the first of two signals; browsers before 2024 have no `AbortSignal.any`. */
function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  if ("any" in AbortSignal) return AbortSignal.any([one, other]);
  const either = new AbortController();
  for (const signal of [one, other] as AbortSignal[]) {
    if (signal.aborted) either.abort(signal.reason);
    else signal.addEventListener("abort", () => either.abort(signal.reason), { once: true, signal: either.signal });
  }
  return either.signal;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
