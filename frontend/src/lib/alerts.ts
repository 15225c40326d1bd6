import type { Alert, AlertLevel, AlertPage, AlertState, AlertsAcknowledged, Rule } from "../contracts";
import { callAddress, queueAddress } from "./address";
import { alertLevels, alertStates } from "./enum-values";

/** Which alerts a list shows. What is left out does not restrict. */
export interface AlertFilter {
  readonly state?: AlertState | undefined;
  /** What is so now, whether somebody has taken it or not. */
  readonly now?: boolean | undefined;
  readonly level?: AlertLevel | undefined;
  readonly rule?: Rule | undefined;
  readonly queueId?: string | undefined;
}

/** How many are read at once, and how many a list holds at most. */
export const ALERTS_AT_ONCE = 100;
export const MOST_ALERTS = 500;
/** With fewer than these left, older ones are loaded. */
const MIN_LOADED = 50;

/** What is so now and nobody has taken: counted beside the navigation link and in the title. */
export const openBreaches: AlertFilter = { state: "open", level: "breach" };

/** Reads a filter from a URL's query: the open ones, unless it says otherwise. */
export function parseAlertFilter(search: string): AlertFilter {
  const query = new URLSearchParams(search);
  const state = query.get("state");
  return {
    state: state === "all" ? undefined : (alertStates.find((each) => each === state) ?? "open"),
    level: alertLevels.find((level) => level === query.get("level")),
    queueId: query.get("queueId")?.trim() || undefined,
  };
}

/** The query of a URL that shows this filter. */
export function formatAlertFilter({ state, level, queueId }: AlertFilter): string {
  const query = new URLSearchParams();
  if (state !== "open") query.set("state", state ?? "all");
  if (level !== undefined) query.set("level", level);
  if (queueId !== undefined) query.set("queueId", queueId);
  return query.toString();
}

/** The query of the API for the open ones of these alerts. */
export function openAlertsApiQuery({ level, queueId }: AlertFilter): string {
  const query = new URLSearchParams();
  if (level !== undefined) query.set("level", level);
  if (queueId !== undefined) query.set("queueId", queueId);
  return query.toString();
}

/** The query of the API for these alerts. */
export function alertsApiQuery(filter: AlertFilter, limit: number, cursor?: string): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (filter.now) query.set("state", alertStates.filter((state) => state !== "cleared").join(","));
  for (const name of ["state", "level", "rule", "queueId"] as const) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  if (cursor !== undefined) query.set("cursor", cursor);
  return query.toString();
}

export function matchesAlert(alert: Alert, { state, now, level, rule, queueId }: AlertFilter): boolean {
  return (
    (state === undefined || state === stateOf(alert)) &&
    (!now || alert.clearedAt === undefined) &&
    (level === undefined || level === alert.level) &&
    (rule === undefined || rule === alert.rule) &&
    (queueId === undefined || queueId === alert.queueId)
  );
}

/**
 * Merges an alert that is new, acknowledged or over into a list that is loaded down to some point. `refetch` says that
 * something changed beyond that point, or that too few are left above it.
 */
export function mergeAlert(page: AlertPage, alert: Alert, filter: AlertFilter): { page: AlertPage; refetch: boolean } {
  const place = page.data.findIndex(({ id }) => id === alert.id);
  const known = page.data[place];
  const whole = page.nextCursor === undefined;
  if (known !== undefined) {
    // Neither is ever taken back, and the first one counts.
    if (alertStates.indexOf(stateOf(alert)) <= alertStates.indexOf(stateOf(known))) return { page, refetch: false };
    if (matchesAlert(alert, filter)) return { page: { ...page, data: page.data.with(place, alert) }, refetch: false };
    const data = page.data.toSpliced(place, 1);
    return { page: { ...page, data, total: page.total - 1 }, refetch: !whole && data.length < MIN_LOADED };
  }
  const beyond = !whole && !page.data.some((each) => comesBefore(alert, each));
  if (!matchesAlert(alert, filter)) return { page, refetch: !whole && !isOpen(alert) };
  if (beyond) return { page, refetch: !isOpen(alert) };
  const older = page.data.findIndex((each) => comesBefore(alert, each));
  const data = page.data.toSpliced(older === -1 ? page.data.length : older, 0, alert);
  return { page: { ...page, data, total: page.total + 1 }, refetch: data.length > MOST_ALERTS + MIN_LOADED };
}

/** The alerts that were raised since `before`; not those that only a longer list reaches. */
export function newAlerts(before: AlertPage, now: AlertPage): readonly Alert[] {
  const known = new Set(before.data.map(({ id }) => id));
  const last = before.data.at(-1);
  return now.data.filter(
    (alert) => !known.has(alert.id) && (before.nextCursor === undefined || last === undefined || comesBefore(alert, last)),
  );
}

/** An older page below a list; the list itself when it was read anew meanwhile. */
export function appendAlerts(page: AlertPage, cursor: string, older: AlertPage): AlertPage {
  if (page.nextCursor !== cursor) return page;
  const known = new Set(page.data.map(({ id }) => id));
  const data = [...page.data, ...older.data.filter(({ id }) => !known.has(id))];
  // The total is kept up to date by live events; the older page's is of another moment.
  return older.nextCursor === undefined ? { data, total: page.total } : { data, total: page.total, nextCursor: older.nextCursor };
}

/** Who acknowledged, when, and which alerts together; of many at once only how many. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: string;
  readonly ids: readonly string[];
  readonly more: number;
}

export function latestAcknowledgement(
  known: Acknowledgement | undefined,
  { id, acknowledgedBy: by, acknowledgedAt: at }: Alert,
): Acknowledgement | undefined {
  if (by === undefined || at === undefined) return known;
  if (known === undefined || Date.parse(known.at) < Date.parse(at)) return { by, at, ids: [id], more: 0 };
  if (known.at !== at || known.by !== by || known.ids.includes(id)) return known;
  return { ...known, ids: [...known.ids, id] };
}

/** The same, of many in a queue; those of other queues are told on their own. */
export function latestOfMany(known: Acknowledgement | undefined, { by, at, count }: AlertsAcknowledged): Acknowledgement {
  if (known === undefined || Date.parse(known.at) < Date.parse(at)) return { by, at, ids: [], more: count };
  return known.at === at && known.by === by ? { ...known, more: known.more + count } : known;
}

export function isAlertsAcknowledged(payload: unknown): payload is AlertsAcknowledged {
  return typeof payload === "object" && payload !== null && "by" in payload && "at" in payload && "count" in payload;
}

export function isAlert(payload: unknown): payload is Alert {
  return (
    typeof payload === "object" && payload !== null && "id" in payload && "level" in payload && "rule" in payload && "since" in payload
  );
}

/** Where what an alert tells of is seen: its call, or the queue that a rule's number is of. */
export function addressOf({ callId, queueId }: Alert): string {
  if (callId !== undefined) return callAddress(callId);
  return queueId === undefined ? "/" : queueAddress(queueId);
}

/** How an alert stands; call services up to 1.0.0 don't say. */
export function stateOf({ acknowledgedAt, clearedAt }: Alert): AlertState {
  if (clearedAt !== undefined) return "cleared";
  return acknowledgedAt === undefined ? "open" : "acknowledged";
}

export function isOpen(alert: Alert): boolean {
  return stateOf(alert) === "open";
}

/** Newest first; those of one moment by their ids, as the call service orders them. */
function comesBefore(one: Alert, other: Alert): boolean {
  const later = Date.parse(one.at) - Date.parse(other.at);
  return later > 0 || (later === 0 && one.id > other.id);
}
