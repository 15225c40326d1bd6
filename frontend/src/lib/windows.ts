/** The windows that statistics are offered for. */
export const windows = ["15m", "30m", "1h", "today"] as const;
export type StatsWindow = (typeof windows)[number];

/** The window that is pushed, and the default. */
export const pushedWindow: StatsWindow = "15m";

/** The window in a URL's query. */
export function parseWindow(search: string): StatsWindow {
  const requested = new URLSearchParams(search).get("window");
  return windows.find((window) => window === requested) ?? pushedWindow;
}

/** The share of calls that should be answered within the wait limit. */
export const SERVICE_TARGET = 0.8;

export type Verdict = "met" | "near" | "missed";

/** A service level against the target; up to five points below it is near. */
export function verdictOf(serviceLevel: number): Verdict {
  // Rounded as displayed: what reads 80 % has met 80 %.
  const shown = Math.round(serviceLevel * 100) / 100;
  if (shown >= SERVICE_TARGET) return "met";
  return shown >= SERVICE_TARGET - 0.05 ? "near" : "missed";
}
