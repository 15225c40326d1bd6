import type { AlertLevel, Issue, RuleMeasure, RuleSettings, StatsWindow } from "../../contracts";
import { isCounted, unitOf } from "../../lib/measures";
import { days, type HoursDraft, hoursDraftOf, hoursFields, openHoursIn } from "./hours-draft";

export const numbers = ["threshold", "forSeconds", "hysteresis"] as const;
type NumberField = (typeof numbers)[number];
/** What the service may say something of. */
export const ruleFields = ["name", "measure", "window", "of", ...numbers, "level", ...hoursFields] as const;

/** All queues together, each of them, or one. */
type Of = Pick<RuleSettings, "scope" | "queueId">;

/** What stands in the fields of the form; a share in percent. */
export interface RuleDraft extends HoursDraft {
  readonly measure: RuleMeasure;
  readonly window: StatsWindow;
  readonly of: Of;
  readonly side: "above" | "below";
  readonly threshold: string;
  readonly forSeconds: string;
  readonly hysteresis: string;
  readonly whileOpen: boolean;
  readonly level: AlertLevel;
}

const each = { scope: "each", level: "breach", enabled: true } as const;

/** What a rule may begin with. */
export const starts = {
  crowd: { ...each, measure: "waiting", above: 10, forSeconds: 60 },
  nobody: { ...each, measure: "agents_available", below: 1, forSeconds: 60, whileOpen: true },
  level: { ...each, measure: "service_level", below: 0.7, forSeconds: 300, hysteresis: 0.05 },
  pause: { ...each, measure: "longest_pause", scope: "all", above: 1_200, forSeconds: 0, level: "warning" },
} as const satisfies Record<string, RuleSettings>;

export type Start = keyof typeof starts;
export const startNames = Object.keys(starts) as Start[];

export function ruleDraftOf(settings: RuleSettings): RuleDraft {
  const { measure, window = "15m", scope, queueId, above, below, forSeconds, hysteresis = 0, whileOpen = false, level } = settings;
  const shown = (value: number): string => String(Math.round(value * factorOf(measure) * 1e6) / 1e6);
  return {
    measure,
    window,
    of: queueId === undefined ? { scope } : { scope, queueId },
    side: above === undefined ? "below" : "above",
    threshold: shown(above ?? below ?? 0),
    forSeconds: String(forSeconds),
    hysteresis: shown(hysteresis),
    whileOpen,
    level,
    ...hoursDraftOf(settings.hours),
  };
}

/** What is to be sent, and which fields have to be mended before. */
export function readRuleDraft(draft: RuleDraft, enabled: boolean): { settings: RuleSettings; noNumbers: NumberField[] } {
  const { measure, window, of, side, whileOpen, level } = draft;
  const number = (name: NumberField): number => (draft[name].trim() === "" ? Number.NaN : Number(draft[name].trim().replace(",", ".")));
  const inUnit = (value: number): number => Math.round((value / factorOf(measure)) * 1e8) / 1e8;
  const hours = openHoursIn(draft);
  const isNumber = (name: NumberField): boolean => (name === "forSeconds" ? Number.isInteger : Number.isFinite)(number(name));
  return {
    settings: {
      measure,
      ...(isCounted(measure) && { window }),
      ...of,
      [side]: inUnit(number("threshold")),
      forSeconds: number("forSeconds"),
      hysteresis: inUnit(number("hysteresis")),
      ...(days.some((day) => hours[day] !== undefined) && { hours }),
      whileOpen,
      level,
      enabled,
    },
    noNumbers: numbers.filter((name) => !isNumber(name)),
  };
}

/** Percent are shares of a hundred. */
function factorOf(measure: RuleMeasure): number {
  return unitOf(measure) === "share" ? 100 : 1;
}

const places: Readonly<Record<string, string>> = { above: "threshold", below: "threshold", scope: "of", queueId: "of" };

/** Where what the service says belongs: `hours.mon[0]` to Monday, `above` to the threshold. */
export function placedInRule(issues: readonly Issue[]): Issue[] {
  const isField = (part: string): boolean => ruleFields.some((field) => field === part);
  return issues.map((issue) => ({
    ...issue,
    path:
      issue.path
        .split(/[.[]/)
        .map((part) => places[part] ?? part)
        .findLast(isField) ?? issue.path,
  }));
}
