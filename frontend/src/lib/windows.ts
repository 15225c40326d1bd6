import type { StatsWindow } from "../contracts";

export type { StatsWindow };

/** The windows that statistics are offered for. */
export const windows = ["15m", "30m", "1h", "today"] as const satisfies readonly StatsWindow[];

/** The window that is pushed, and the default. */
export const pushedWindow: StatsWindow = "15m";

/** The window in a URL's query. */
export function parseWindow(search: string): StatsWindow {
  const requested = new URLSearchParams(search).get("window");
  return windows.find((window) => window === requested) ?? pushedWindow;
}

/** That of queues which nobody gave another; services up to 1.0.0 tell none. */
const USUAL_TARGET = 0.8;

/** The service level that is aimed at. */
export function targetOf(stats: { readonly serviceLevelTarget?: number } | undefined): number {
  return stats?.serviceLevelTarget ?? USUAL_TARGET;
}

interface Counts {
  readonly offered: number;
  readonly shortAbandoned: number;
  readonly outsideHours?: number;
}

/** Those that the service level is of: neither short abandons nor come outside open hours. */
export function targeted({ offered, shortAbandoned, outsideHours = 0 }: Counts): number {
  return offered - shortAbandoned - outsideHours;
}

export type Verdict = "met" | "near" | "missed";

/** A service level against its target; up to five points below it is near. */
export function verdictOf(serviceLevel: number, target: number): Verdict {
  // Rounded as displayed: what reads 80 % has met 80 %.
  const [shown, wanted] = [Math.round(serviceLevel * 100), Math.round(target * 100)];
  if (shown >= wanted) return "met";
  return shown >= wanted - 5 ? "near" : "missed";
}
