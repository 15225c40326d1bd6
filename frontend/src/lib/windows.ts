/** The spans that statistics can be asked for. */
export const windows = ["15m", "30m", "1h", "today"] as const;
export type StatsWindow = (typeof windows)[number];

/** The one that is pushed, and shown unless another is chosen. */
export const pushedWindow: StatsWindow = "15m";

/** The window that a URL's query asks for. */
export function parseWindow(search: string): StatsWindow {
  const asked = new URLSearchParams(search).get("window");
  return windows.find((window) => window === asked) ?? pushedWindow;
}

/** The share of calls that should be answered within the wait limit. */
export const SERVICE_TARGET = 0.8;

export type Verdict = "met" | "near" | "missed";

/** A service level against the target; up to five points below it is near. */
export function verdictOf(serviceLevel: number): Verdict {
  // Rounded as it is shown: what reads 80 % has met 80 %.
  const shown = Math.round(serviceLevel * 100) / 100;
  if (shown >= SERVICE_TARGET) return "met";
  return shown >= SERVICE_TARGET - 0.05 ? "near" : "missed";
}
