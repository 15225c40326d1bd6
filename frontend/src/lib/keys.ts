import type { AlertFilter } from "./alerts";
import type { ReportRequest } from "./api";
import type { CallFilter } from "./filter";
import type { StatsWindow } from "./windows";

/** The keys of the query cache. */
export const keys = {
  lists: ["calls"],
  list: (filter: CallFilter) => ["calls", filter],
  heldLists: ["held"],
  /** A list that is held since then. */
  heldSince: (since: string) => ["held", since],
  held: (since: string, filter: CallFilter) => ["held", since, filter],
  lost: (filter: CallFilter) => ["lost", filter],
  sinceLost: (filter: CallFilter) => ["since-lost", filter],
  claims: ["claims"],
  call: (id: string) => ["call", id],
  events: (id: string) => ["events", id],
  queues: ["queues"],
  agents: ["agents"],
  queueAgents: ["queue-agents"],
  stats: (window: StatsWindow) => ["stats", window],
  everyStats: ["stats"],
  pushedStats: ["pushed-stats"],
  everySeries: ["series"],
  series: (window: StatsWindow, queueId?: string) => ["series", window, queueId ?? ""],
  replay: (from: number, to: number) => ["replay", from, to],
  report: (asked: ReportRequest) => ["report", asked],
  reports: (asked: readonly ReportRequest[]) => ["reports", asked],
  centreZone: ["centre-zone"],
  pastSeries: (window: StatsWindow, daysBefore: number) => ["past-series", window, daysBefore],
  alertLists: ["alerts"],
  alertList: (filter: AlertFilter) => ["alerts", filter],
  latestAcknowledgement: ["acknowledged"],
} as const;
