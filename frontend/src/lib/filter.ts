import type { Call, CallStatus, CallType, EndReason, Rule } from "../contracts";
import { endReasons, rules, statuses, types } from "./enum-values";
import { hasNumber } from "./parties";

/** What calls came to for an agent, or for any of a team as it is now; times are of when they did. */
export const agentParts = ["handledBy", "missedBy", "hungUpOn", "handledByTeam", "missedByTeam", "hungUpOnTeam"] as const;
export type AgentPart = (typeof agentParts)[number];

/** Which calls a list shows, and which part of it is read at once. What is left out does not restrict. */
export interface CallFilter extends Partial<Readonly<Record<AgentPart, string | undefined>>> {
  readonly status: readonly CallStatus[];
  /** In any of these. */
  readonly queueIds?: readonly string[] | undefined;
  readonly agentId?: string | undefined;
  /** Were in this queue at any time; times and answers are of that visit. */
  readonly visited?: string | undefined;
  /** Any of these. */
  readonly flag?: readonly Rule[] | undefined;
  readonly type?: CallType | undefined;
  /** Ended so, in any of these ways. */
  readonly endReason?: readonly EndReason[] | undefined;
  /** Whether anybody has ever answered. */
  readonly answered?: boolean | undefined;
  /** Whether the answer counts for the service level. */
  readonly answeredWithin?: boolean | undefined;
  readonly q?: string | undefined;
  /** Began at or after; an ISO 8601 instant. */
  readonly from?: string | undefined;
  /** Began before. */
  readonly to?: string | undefined;
  /** The `sort` parameter of the API; newest first when absent. */
  readonly order?: string | undefined;
  readonly page: number;
  readonly limit: number;
  /** What a URL asked for and nobody knows, as written: there is no list of that. */
  readonly unknown?: readonly string[] | undefined;
}

/** The largest page of the API. */
export const PAGE_SIZE = 100;
export const unfiltered: CallFilter = { status: [], page: 1, limit: PAGE_SIZE };

/** Reads a filter from a URL's query. */
export function parseFilter(search: string): CallFilter {
  const query = new URLSearchParams(search);
  const unknown: string[] = [];
  const filter: CallFilter = {
    status: among("status", statuses),
    queueIds: optional(texts("queueId")),
    agentId: text("agentId"),
    ...partsOf(text),
    visited: text("visited"),
    flag: optional(among("flag", rules)),
    type: among("type", types)[0],
    endReason: optional(among("endReason", endReasons)),
    answered: condition("answered"),
    answeredWithin: condition("answeredWithin"),
    q: text("q"),
    from: instant("from"),
    to: instant("to"),
    page: 1,
    limit: PAGE_SIZE,
  };
  return unknown.length > 0 ? { ...filter, unknown } : filter;

  function among<T extends string>(name: string, known: readonly T[]): T[] {
    const requested = parts(name);
    for (const part of requested) if (!known.some((one) => one === part)) unknown.push(`${name}=${part}`);
    return known.filter((one) => requested.includes(one));
  }

  function condition(name: string): boolean | undefined {
    return among(name, ["true", "false"]).map((word) => word === "true")[0];
  }

  function parts(name: string): string[] {
    const all = (query.get(name) ?? "").split(",").map((part) => part.trim());
    return all.filter((part) => part !== "");
  }

  function instant(name: string): string | undefined {
    const value = query.get(name)?.trim() ?? "";
    if (value === "") return undefined;
    const at = Date.parse(value);
    if (!Number.isNaN(at)) return new Date(at).toISOString();
    unknown.push(`${name}=${value}`);
    return undefined;
  }

  function text(name: string): string | undefined {
    return texts(name)[0];
  }

  /** Of a parameter that is repeated, each once: ids may hold commas. */
  function texts(name: string): string[] {
    // As the call service keeps ids.
    const all = query.getAll(name).map((value) => value.trim().normalize("NFC"));
    return [...new Set(all)].filter((value) => value !== "");
  }
}

function partsOf(text: (name: AgentPart) => string | undefined): Partial<Record<AgentPart, string | undefined>> {
  return Object.fromEntries(agentParts.map((part) => [part, text(part)]));
}

function optional<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The query of a URL that shows this filter; the same filter always has the same one. */
export function formatFilter(filter: CallFilter): string {
  return readable(restrictions(filter));
}

/** The query of the API for a page of this filter; with a cursor, for the page after it. */
export function apiQuery(filter: CallFilter, cursor?: string): string {
  const query = restrictions(filter);
  if (filter.order !== undefined) query.set("sort", filter.order);
  if (cursor === undefined) query.set("page", String(filter.page));
  else query.set("cursor", cursor);
  query.set("limit", String(filter.limit));
  return readable(query);
}

/** How an export is written for people. */
export interface ExportForm {
  readonly language: "en" | "es";
  /** The zone of times. */
  readonly zone: string;
  /** Spreadsheets write numbers with a comma, not with a point. */
  readonly commaIsDecimal: boolean;
}

/** The query of the API for the export of this filter. */
export function exportQuery(filter: CallFilter, form: ExportForm): string {
  const query = restrictions(filter);
  if (filter.order !== undefined) query.set("sort", filter.order);
  for (const [name, value] of formQuery(form)) query.set(name, value);
  return readable(query);
}

/** How a file is to be written, in a query. */
export function formQuery({ language, zone, commaIsDecimal }: ExportForm): URLSearchParams {
  const query = new URLSearchParams();
  if (commaIsDecimal) {
    query.set("separator", "semicolon");
    query.set("decimal", "comma");
  }
  query.set("language", language);
  query.set("zone", zone);
  return query;
}

function restrictions(filter: CallFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.status.length > 0) query.set("status", statuses.filter((s) => filter.status.includes(s)).join(","));
  for (const id of filter.queueIds?.toSorted() ?? []) query.append("queueId", id);
  for (const name of [
    "agentId",
    ...agentParts,
    "visited",
    "flag",
    "type",
    "endReason",
    "answered",
    "answeredWithin",
    "q",
    "from",
    "to",
  ] as const) {
    const value = filter[name]?.toString();
    if (value) query.set(name, value);
  }
  return query;
}

/** As people write addresses: commas and colons mean nothing in a query. */
export function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** Whether the filter restricts anything. */
export function isRestricted(filter: CallFilter): boolean {
  return restrictions(filter).size > 0;
}

/** Whether an existing call can enter this list by an update. */
export function canGainExistingCalls(filter: CallFilter): boolean {
  return (
    filter.status.length > 0 ||
    isPast(filter) ||
    Boolean(filter.queueIds ?? filter.agentId ?? filter.flag ?? filter.endReason ?? filter.answered?.toString() ?? filter.q)
  );
}

/** Whether it asks for what the call itself doesn't say: what it came to for agents, in which queues it was, or whether its answer counts. */
export function isPast(filter: CallFilter): boolean {
  return timesArePast(filter) || filter.answeredWithin !== undefined;
}

function timesArePast(filter: CallFilter): boolean {
  return filter.visited !== undefined || agentParts.some((part) => filter[part] !== undefined);
}

/** Whether the filter matches the call as far as the call itself says, by the rules of the call service. */
export function matches(call: Call, filter: CallFilter): boolean {
  const ofAVisit = filter.visited !== undefined;
  return (
    (filter.status.length === 0 || filter.status.includes(call.status)) &&
    (filter.queueIds === undefined || filter.queueIds.includes(call.queueId)) &&
    (filter.agentId === undefined || filter.agentId === call.agentId) &&
    (filter.flag === undefined || filter.flag.some((rule) => call.flags.includes(rule))) &&
    (filter.type === undefined || filter.type === call.type) &&
    (filter.endReason === undefined || filter.endReason.some((reason) => reason === call.endReason)) &&
    (filter.answered === undefined || ofAVisit || filter.answered === (call.answeredAt !== undefined)) &&
    (filter.from === undefined || timesArePast(filter) || Date.parse(call.startTime) >= Date.parse(filter.from)) &&
    (filter.to === undefined || timesArePast(filter) || Date.parse(call.startTime) < Date.parse(filter.to)) &&
    (filter.q === undefined || isFound(call, filter.q))
  );
}

/** By an id of its, or one of its numbers. */
function isFound(call: Call, q: string): boolean {
  return [call.id, call.agentId].some((id) => has(id, q)) || [call.from, call.to].some((number) => hasNumber(number, q));
}

/** From so many characters on a search looks into the middle of ids, too. */
const LEAST_MIDDLE = 3;

/** As written, in lower or in upper case. */
function has(id: string | undefined, part: string): boolean {
  const inside = [...part].length >= LEAST_MIDDLE;
  return [part, part.toLowerCase(), part.toUpperCase()].some((way) => (inside ? id?.includes(way) : id?.startsWith(way)));
}
