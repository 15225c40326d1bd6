import type { Call } from "../contracts";
import { elapsed, holdOf, lengthOf, waitOf } from "./duration";
import { statuses } from "./words";

export const sortable = ["status", "time", "call", "queue", "agent", "wait", "hold", "duration", "started"] as const;
export type SortColumn = (typeof sortable)[number];

/** The order of a list; without one it is the server's, newest first. */
export interface Sort {
  readonly by: SortColumn;
  readonly descending: boolean;
}

/** What the list is in while nobody has asked for another order. */
export const serversOrder: Sort = { by: "started", descending: true };

/** As many calls are read as a whole and sorted here, by everything and as time goes by; longer lists are sorted by the service. */
export const SORTABLE_CALLS = 500;

/** What the service sorts by, in its words. */
const served: Partial<Record<SortColumn, string>> = { started: "startTime", wait: "waitTime", duration: "duration", call: "id" };

/** The order as the service is asked for it; undefined for one that it doesn't know. */
export function servedOrder(sort: Sort | undefined): string | undefined {
  const word = sort && served[sort.by];
  return word && `${sort.descending ? "-" : ""}${word}`;
}

/** Reads an order from a URL's query: `sort=wait`, or `sort=-wait` for the highest first. */
export function parseSort(search: string): Sort | undefined {
  const word = new URLSearchParams(search).get("sort") ?? "";
  const by = sortable.find((column) => column === word.replace(/^-/, ""));
  return by && { by, descending: word.startsWith("-") };
}

export function formatSort(sort: Sort | undefined): string {
  return sort === undefined ? "" : `sort=${sort.descending ? "-" : ""}${sort.by}`;
}

/** What a click on a column's head asks for next: highest first, lowest first, the server's order. */
export function nextSort(sort: Sort | undefined, by: SortColumn): Sort | undefined {
  if (sort === undefined && by === serversOrder.by) return { by, descending: !serversOrder.descending };
  if (sort?.by !== by) return { by, descending: true };
  return sort.descending ? { by, descending: false } : undefined;
}

/** The calls in that order; what can't be compared comes last, and equals stay as they were. */
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
