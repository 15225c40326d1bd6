import type { Call, CallStatus } from "../contracts";
import { elapsed, holdOf, lengthOf, waitOf } from "./duration";
import { statuses } from "./enum-values";
import { nameOf, personOf } from "./parties";

export const sortColumns = ["status", "time", "call", "caller", "queue", "agent", "wait", "hold", "duration", "started"] as const;
export type SortColumn = (typeof sortColumns)[number];

/** The order of a list; without one it is the server's, newest first. */
export interface Sort {
  readonly by: SortColumn;
  readonly descending: boolean;
}

/** The order of a list unless another is chosen. */
export const defaultSort: Sort = { by: "started", descending: true };

/** Lists up to this size are loaded as a whole and sorted here, by any column and continuously; longer ones by the service. */
export const SORTABLE_CALLS = 500;

/**
 * The `sort` parameter by which the service sorts calls of these statuses; what has lasted longest began first. Undefined
 * for an order that it does not offer.
 */
export function serviceSort(sort: Sort | undefined, status: readonly CallStatus[]): string | undefined {
  if (sort === undefined) return undefined;
  const { by, descending } = sort;
  const live = status.length > 0 && !status.includes("ended");
  const ended = status.length > 0 && status.every((one) => one === "ended");
  switch (by) {
    case "started":
      return parameter("startTime", descending);
    case "call":
      return parameter("id", descending);
    case "duration":
      if (live) return parameter("startTime", !descending);
      return ended ? parameter("duration", descending) : undefined;
    case "time":
      if (live) return parameter("statusSince", !descending);
      return ended ? parameter("duration", descending) : undefined;
    case "wait":
      return parameter("waited", descending);
    case "status":
    case "caller":
    case "queue":
    case "agent":
    case "hold":
      return undefined;
  }
}

function parameter(field: string, descending: boolean): string {
  return `${descending ? "-" : ""}${field}`;
}

/** Reads an order from a URL's query: `sort=wait`, or `sort=-wait` for the highest first. */
export function parseSort(search: string): Sort | undefined {
  const value = new URLSearchParams(search).get("sort") ?? "";
  const by = sortColumns.find((column) => column === value.replace(/^-/, ""));
  return by && { by, descending: value.startsWith("-") };
}

export function formatSort(sort: Sort | undefined): string {
  return sort === undefined ? "" : `sort=${sort.descending ? "-" : ""}${sort.by}`;
}

/** The order after a click on a column's head: highest first, lowest first, the default. */
export function nextSort(sort: Sort | undefined, by: SortColumn): Sort | undefined {
  if (sort === undefined && by === defaultSort.by) return { by, descending: !defaultSort.descending };
  if (sort?.by !== by) return { by, descending: true };
  return sort.descending ? { by, descending: false } : undefined;
}

/** The calls in that order; those without a value come last, equal ones keep their order. */
export function sortCalls(calls: readonly Call[], { by, descending }: Sort, now: number | undefined): Call[] {
  const keyed = calls.map((call) => ({ call, key: keyOf(call, by, now) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
    const order = typeof a.key === "string" && typeof b.key === "string" ? a.key.localeCompare(b.key) : Number(a.key) - Number(b.key);
    return descending ? -order : order;
  });
  return keyed.map(({ call }) => call);
}

function keyOf(call: Call, by: SortColumn, now: number | undefined): string | number | undefined {
  switch (by) {
    case "status":
      return statuses.indexOf(call.status);
    case "time":
      return elapsed(call, now);
    case "call":
      return call.id;
    case "caller": {
      const person = personOf(call);
      return person && nameOf(person);
    }
    case "queue":
      return call.queueId;
    case "agent":
      return call.agentId;
    case "wait":
      return waitOf(call, now);
    case "hold":
      return holdOf(call, now);
    case "duration":
      return lengthOf(call, now);
    case "started":
      return Date.parse(call.startTime);
  }
}
