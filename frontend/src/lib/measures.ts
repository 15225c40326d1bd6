import type { Crossing, RuleMeasure } from "../contracts";
import { formatDuration } from "./duration";

export type Unit = "count" | "seconds" | "share";

const units: Readonly<Record<RuleMeasure, Unit>> = {
  waiting: "count",
  longest_wait: "seconds",
  active: "count",
  service_level: "share",
  abandonment_rate: "share",
  abandoned: "count",
  asa: "seconds",
  agents_available: "count",
  agents_on_calls: "count",
  agents_away: "count",
  agents_logged_in: "count",
  longest_pause: "seconds",
};

export const measures = Object.keys(units) as readonly RuleMeasure[];

const counted: readonly RuleMeasure[] = ["service_level", "abandonment_rate", "abandoned", "asa"];

/** Whether it is counted over a window; else it is of this moment. */
export function isCounted(measure: RuleMeasure): boolean {
  return counted.includes(measure);
}

export function unitOf(measure: RuleMeasure): Unit {
  return units[measure];
}

interface Format {
  number(value: number): string;
  share(value: number): string;
}

/** A number in the unit of its measure: `12`, `1:30`, `82.5 %`. */
export function formatMeasure(format: Format, measure: RuleMeasure, value: number): string {
  switch (units[measure]) {
    case "count":
      return format.number(value);
    case "seconds":
      return formatDuration(value * 1000);
    case "share":
      return format.share(value);
  }
}

/** The threshold that a number went past, and on which side. */
export function thresholdOf({ above, below }: Pick<Crossing, "above" | "below">): { side: "above" | "below"; value: number } {
  return above === undefined ? { side: "below", value: below ?? 0 } : { side: "above", value: above };
}
