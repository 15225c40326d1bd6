import type { LiveState } from "./live";

/** How current the data on the page is. `since` is by the local clock. */
export type Connection =
  | { readonly phase: "connecting" }
  | { readonly phase: "live"; readonly refused: number }
  /** Updates arrive, and what is asked for is not answered. */
  | { readonly phase: "unread" }
  | { readonly phase: "reconnecting"; readonly since: number }
  | { readonly phase: "stale"; readonly since: number };

export interface Reads {
  /** When the last read of the counts came in, by the local clock; 0 for never. */
  readonly succeededAt: number;
  /** Whether the latest one failed. */
  readonly failing: boolean;
}

/** After this long without a connection the data is called stale. */
const STALE_AFTER_MS = 2_000;

/** The counts are read every ten seconds at least: a page whose last read is older was asleep and has not caught up yet. */
const ASLEEP_AFTER_MS = 25_000;

/** The page is live only while updates arrive and reads succeed. */
export function connectionOf(live: LiveState, reads: Reads, now: number): Connection {
  if (reads.failing && reads.succeededAt > 0) return { phase: "stale", since: reads.succeededAt };
  if (reads.failing && live.phase !== "reconnecting") return { phase: live.phase === "live" ? "unread" : "connecting" };
  if (reads.succeededAt > 0 && now - reads.succeededAt > ASLEEP_AFTER_MS) return { phase: "stale", since: reads.succeededAt };
  switch (live.phase) {
    case "connecting":
      return { phase: "connecting" };
    case "live":
      return { phase: "live", refused: live.refused };
    case "reconnecting":
      return { phase: now - live.since < STALE_AFTER_MS ? "reconnecting" : "stale", since: live.since };
  }
}
