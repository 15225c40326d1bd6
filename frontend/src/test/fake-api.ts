import type {
  AcknowledgedAlerts,
  AgentReportRow,
  AgentView,
  Alert,
  AlertPage,
  AlertsAcknowledgement,
  Call,
  CallbackClaim,
  CallEvent,
  CallPage,
  ConnectionImport,
  ConnectionMessage,
  ConnectionSettingsUnion,
  ConnectionTrial,
  ConnectionView,
  MappedMessage,
  QueueAgents,
  QueueSettings,
  QueueView,
  ReplayedCall,
  Report,
  ReportRow,
  StatsPoint,
  StatsSeries,
  TeamReportRow,
  WebhookAttempt,
  WebhookMessage,
  WebhookSettings,
  WebhookTrial,
  WebhookView,
} from "../contracts";
import * as golden from "../contracts.golden";
import { type AlertFilter, matchesAlert } from "../lib/alerts";
import { type Api, ApiError, type Operation, type ReportRequest } from "../lib/api";
import { type CallFilter, type ExportForm, matches } from "../lib/filter";
import { type Stretch, sumOf } from "../lib/report";
import type { StatsWindow } from "../lib/windows";
import { aConnection, ago, aPage, aWebhook, queues, someStats } from "./fixtures";

/** A call service in memory; `before` lets a test delay an answer that is already determined. */
export class FakeApi implements Api {
  readonly address = "http://calls.example";
  storedCalls: Call[] = [];
  storedEvents: CallEvent[] = [];
  statistics = someStats();
  points: StatsPoint[] = [];
  storedAgents: AgentView[] = [];
  storedAlerts: Alert[] = [];
  acknowledgements: AlertsAcknowledgement[] = [];
  replayed: ReplayedCall[] = [];
  /** From when on a replay can be given. */
  replayedFrom = 0;
  /** How many alerts one page holds. */
  alertsAtOnce = 100;
  failure: ApiError | undefined;
  tokens: string[] = [];
  reads: string[] = [];
  /** Totals are counted up to this, with `atLeast` beyond. */
  countedTo = Infinity;
  before: (what: string) => Promise<void> = () => Promise.resolve();

  calls(filter: CallFilter): Promise<CallPage> {
    const found = this.storedCalls.filter((call) => matches(call, filter));
    if (filter.order === "startTime") found.sort((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime));
    if (filter.order === "id") found.sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
    if (filter.order === "statusSince") found.sort((a, b) => Date.parse(a.statusSince) - Date.parse(b.statusSince));
    const data = found.slice((filter.page - 1) * filter.limit, filter.page * filter.limit);
    return this.#answer(
      "calls",
      aPage(data, {
        total: found.length,
        page: filter.page,
        limit: filter.limit,
        ...(found.length >= this.countedTo && { atLeast: true }),
      }),
    );
  }

  call(id: string): Promise<Call> {
    const found = this.storedCalls.find((call) => call.id === id);
    return found === undefined ? Promise.reject(new ApiError("no such call", 404)) : this.#answer("call", found);
  }

  events(id: string): Promise<CallEvent[]> {
    return this.#answer(
      "events",
      this.storedEvents.filter((event) => event.callId === id),
    );
  }

  queues() {
    return this.#answer("queues", this.knownQueues);
  }

  stats(window: StatsWindow) {
    return this.#answer("stats", { ...this.statistics, window });
  }

  pastPoints: StatsPoint[] = [];

  series(window: StatsWindow, queueId: string | undefined) {
    const series: StatsSeries = { window, points: this.points };
    return this.#answer("series", queueId === undefined ? series : { ...series, queueId });
  }

  pastSeries(window: StatsWindow) {
    return this.#answer("series", { window, points: this.pastPoints });
  }

  /** What a report has between two moments; `before` is where a span before it is asked for. */
  rowsOf: (asked: ReportRequest) => ReportRow[] = () => [];
  zone = "Europe/Madrid";
  reportsAsked: ReportRequest[] = [];

  report(asked: ReportRequest): Promise<Report> {
    this.reportsAsked.push(asked);
    const spanOf = ({ from, to }: Stretch) => {
      const rows = this.rowsOf({ ...asked, span: { from, to } });
      const total = sumOf(rows.map(({ figures }) => figures));
      const agents = asked.by === "agent" ? this.agentsOf?.({ ...asked, span: { from, to } }) : undefined;
      const teams = asked.by === "team" ? this.teamsOf?.({ ...asked, span: { from, to } }) : undefined;
      return {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        rows,
        total,
        ...(agents && { agents }),
        ...(teams && { teams }),
      };
    };
    const { span, interval, by = "none", zone = this.zone } = asked;
    return this.#answer("report", {
      zone,
      interval,
      by,
      span: spanOf(span),
      before: spanOf({ from: 2 * span.from - span.to, to: span.from }),
    });
  }

  filesAsked: { asked: ReportRequest; as: string; form: ExportForm }[] = [];

  reportFile(asked: ReportRequest, as: "csv" | "xlsx", form: ExportForm) {
    this.filesAsked.push({ asked, as, form });
    return this.#answer("report file", { name: `callboard-report.${as}`, content: new Blob(["begin"]) });
  }

  agentsOf: ((asked: ReportRequest) => AgentReportRow[]) | undefined;
  teamsOf: ((asked: ReportRequest) => TeamReportRow[]) | undefined;

  async csv(
    filter: CallFilter,
    _form: ExportForm,
    signal: AbortSignal,
    progress: (calls: number) => void,
  ): Promise<{ name: string; content: Blob }> {
    progress(Math.min(50, this.storedCalls.length));
    const cancelled = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
    await Promise.race([this.before("csv"), cancelled]);
    const found = this.storedCalls.filter((call) => matches(call, filter));
    return this.#answer("csv file", {
      name: "callboard-calls-2026-01-31.csv",
      content: new Blob([["id", ...found.map(({ id }) => id)].join("\n")]),
    });
  }

  queueAgentsNow: QueueAgents[] = [];

  queueAgents() {
    return this.#answer("queue agents", this.queueAgentsNow);
  }

  agents() {
    return this.#answer("agents", this.storedAgents);
  }

  replay(from: number, to: number) {
    return this.#answer("replay", {
      from: new Date(Math.max(from, this.replayedFrom)).toISOString(),
      to: new Date(Math.min(to, Date.now())).toISOString(),
      calls: this.replayed,
    });
  }

  alerts(filter: AlertFilter, cursor: string | undefined): Promise<AlertPage> {
    const found = this.storedAlerts.filter((alert) => matchesAlert(alert, filter)).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const from = Number(cursor ?? 0);
    const end = from + this.alertsAtOnce;
    const page: AlertPage = { data: found.slice(from, end), total: found.length };
    return this.#answer("alerts", end < found.length ? { ...page, nextCursor: String(end) } : page);
  }

  async acknowledge(id: string, by: string): Promise<Alert> {
    if (this.failure !== undefined) throw this.failure;
    this.#acknowledge((alert) => alert.id === id && alert.acknowledgedAt === undefined, by);
    const alert = this.storedAlerts.find((each) => each.id === id);
    if (alert === undefined) throw new ApiError("no such alert", 404);
    return this.#answer("acknowledge", alert);
  }

  async acknowledgeMatching(filter: AlertFilter, seen: AlertsAcknowledgement): Promise<AcknowledgedAlerts> {
    if (this.failure !== undefined) throw this.failure;
    this.acknowledgements.push(seen);
    const wanted = { ...filter, state: "open" } as const;
    const acknowledged = this.#acknowledge(
      (alert) => matchesAlert(alert, wanted) && Date.parse(alert.at) <= Date.parse(seen.until) && !seen.except?.includes(alert.id),
      seen.by,
    );
    return this.#answer("acknowledge", { acknowledged });
  }

  #acknowledge(wanted: (alert: Alert) => boolean, acknowledgedBy: string): number {
    const acknowledgedAt = new Date().toISOString();
    const found = new Set(this.storedAlerts.filter(wanted));
    this.storedAlerts = this.storedAlerts.map((alert) => (found.has(alert) ? { ...alert, acknowledgedBy, acknowledgedAt } : alert));
    return found.size;
  }

  storedClaims: CallbackClaim[] = [];

  claims() {
    return this.#answer("claims", this.storedClaims);
  }

  async claim(callId: string, by: string): Promise<CallbackClaim> {
    const known = this.storedClaims.find((claim) => claim.callId === callId);
    if (known !== undefined && known.by !== by)
      throw new ApiError("taken", 409, { ...golden.problem, status: 409, code: "callback_taken" });
    const claim = known ?? { ...golden.callbackClaim, callId, by, at: new Date().toISOString() };
    this.storedClaims = [claim, ...this.storedClaims.filter((other) => other !== known)];
    return this.#answer("claim", claim);
  }

  async release(callId: string): Promise<void> {
    this.storedClaims = this.storedClaims.filter((claim) => claim.callId !== callId);
    await this.#answer("release", undefined);
  }

  adminKeys = ["admin-key"];
  connections: ConnectionView[] = [];
  connectionMessages: ConnectionMessage[] = [];
  mapped: MappedMessage[] = [];
  trial: ConnectionTrial = { ok: true, message: "Logged in" };
  /** Why the next changes of connections are refused. */
  refusal: ApiError | undefined;
  imports: ConnectionImport[] = [];
  knownQueues: QueueView[] = queues;
  operations: { method: Operation; path: string; body: object | undefined }[] = [];

  /** What operators are answered, by `METHOD /path?query`. */
  operatorAnswers: Record<string, (body: object | undefined) => unknown> = {};
  webhooks: WebhookView[] = [];
  webhookAttempts: WebhookAttempt[] = [];
  failedMessages: WebhookMessage[] = [];
  webhookTrial: WebhookTrial = { ok: true, message: "Answered with 200 after 0.02 s" };

  async operate<T>(key: string, method: Operation, path: string, body?: object): Promise<T> {
    if (!this.adminKeys.includes(key)) throw new ApiError("This API key is not known", 401);
    if (path.startsWith("/api/ops/webhooks")) return this.#answer(`webhooks ${method}`, this.#webhooks(method, path, body) as T);
    const [, named, rest] = /^\/api\/ops\/connections(?:\/([^/]+))?(?:\/(test|messages|preview|imports))?$/.exec(path) ?? [];
    if (method !== "GET") {
      this.operations.push({ method, path, body });
      if (this.refusal !== undefined) throw this.refusal;
    }
    const operated = this.operatorAnswers[`${method} ${path}`];
    if (operated !== undefined) return this.#answer(`${method} ${path}`, operated(body) as T);
    const queueId = /^\/api\/queues\/([^/]+)$/.exec(path)?.[1];
    const answer = (): unknown => {
      if (queueId !== undefined) return this.#putQueue(decodeURIComponent(queueId), body as QueueSettings);
      if (rest === "test") return this.trial;
      const known = this.connections.find(({ name }) => name === named);
      if (rest === "messages") return this.connectionMessages;
      if (rest === "preview") return this.mapped;
      if (rest === "imports" && method === "GET") return this.imports;
      if (named === undefined) return this.connections;
      if (method === "PUT") {
        const put = aConnection(named, body as ConnectionSettingsUnion, known);
        this.connections = [...this.connections.filter(({ name }) => name !== named), put];
        return put;
      }
      if (known === undefined) throw new ApiError("There is no such connection", 404);
      if (method === "DELETE") this.connections = this.connections.filter(({ name }) => name !== named);
      return known;
    };
    return this.#answer(`connections ${method}`, answer() as T);
  }

  #webhooks(method: Operation, path: string, body: object | undefined): unknown {
    const [, named, rest] = /^\/api\/ops\/webhooks(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? [];
    if (method !== "GET") {
      this.operations.push({ method, path, body });
      if (this.refusal !== undefined) throw this.refusal;
    }
    if (named === undefined) return this.webhooks;
    if (rest === "test") return this.webhookTrial;
    if (rest === "attempts") return this.webhookAttempts;
    if (rest === "messages?state=failed") return this.failedMessages;
    if (rest === "secret") return { secret: "whsec_bmV3", oldUntil: ago(-86_400) };
    if (rest?.endsWith("replay")) {
      const again = this.failedMessages.filter(({ id }) => rest === "replay" || rest.includes(id));
      this.failedMessages = this.failedMessages.filter((message) => !again.includes(message));
      return { messages: again.length };
    }
    const known = this.webhooks.find(({ name }) => name === named);
    const others = this.webhooks.filter((each) => each !== known);
    if (method === "PUT") {
      const put = aWebhook(named, body as WebhookSettings, known?.state);
      this.webhooks = [...others, put];
      return known === undefined ? { ...put, secret: "whsec_Zmlyc3Q=" } : put;
    }
    if (method === "DELETE") this.webhooks = others;
    return known;
  }

  #putQueue(id: string, settings: QueueSettings): QueueView {
    const known = this.knownQueues.find((queue) => queue.id === id);
    if (known === undefined) throw new ApiError("There is no such queue", 404);
    const { retiredAt: _, ...open } = known;
    const put = { ...open, ...settings, version: known.version + 1 };
    this.knownQueues = this.knownQueues.map((queue) => (queue === known ? put : queue));
    return put;
  }

  async verify(token: string): Promise<void> {
    if (!this.tokens.includes(token)) throw new ApiError("This token is not valid", 401);
  }

  async #answer<T>(what: string, value: T): Promise<T> {
    this.reads.push(what);
    if (this.failure !== undefined) throw this.failure;
    await this.before(what);
    return value;
  }

  count(what: string): number {
    return this.reads.filter((read) => read === what).length;
  }
}
