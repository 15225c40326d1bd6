import type { AlertFilter } from "./alerts";
import type { CallFilter } from "./filter";
import type { StatsWindow } from "./windows";

/** Where the query cache keeps what. */
export const keys = {
  lists: ["calls"],
  list: (filter: CallFilter) => ["calls", filter],
  heldLists: ["held"],
  /** A list that is held still; its filter ends when it was held. */
  held: (filter: CallFilter) => ["held", filter],
  /** How many calls came since a list was held. */
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
  alertLists: ["alerts"],
  alertList: (filter: AlertFilter) => ["alerts", filter],
  latestAcknowledged: ["acknowledged"],
} as const;
