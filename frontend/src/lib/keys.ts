import type { AlertFilter } from "./alerts";
import type { CallFilter } from "./filter";
import type { StatsWindow } from "./windows";

/** The keys of the query cache. */
export const keys = {
  lists: ["calls"],
  list: (filter: CallFilter) => ["calls", filter],
  pausedLists: ["paused"],
  /** A paused list; its filter ends at the moment of the pause. */
  paused: (filter: CallFilter) => ["paused", filter],
  /** How many calls began since a list was paused. */
  newer: (filter: CallFilter) => ["newer", filter],
  newers: ["newer"],
  call: (id: string) => ["call", id],
  events: (id: string) => ["events", id],
  queues: ["queues"],
  agents: ["agents"],
  stats: (window: StatsWindow) => ["stats", window],
  everyStats: ["stats"],
  pushedStats: ["pushed-stats"],
  everySeries: ["series"],
  series: (window: StatsWindow, queueId?: string) => ["series", window, queueId ?? ""],
  replay: (from: number, to: number) => ["replay", from, to],
  alertLists: ["alerts"],
  alertList: (filter: AlertFilter) => ["alerts", filter],
  latestAcknowledgement: ["acknowledged"],
} as const;
