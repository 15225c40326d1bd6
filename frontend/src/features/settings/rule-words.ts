import type { RuleSettings } from "../../contracts";
import { useFormat, useText, useTextOf } from "../../i18n/language";
import { rulesEn } from "../../i18n/rules-en";
import { rulesEs } from "../../i18n/rules-es";
import { formatDuration } from "../../lib/duration";
import { formatMeasure, isCounted, thresholdOf } from "../../lib/measures";
import { useQueues } from "../../lib/services";

const texts = { en: rulesEn, es: rulesEs };

/** The texts of Settings → Rules. */
export function useRuleText(): typeof rulesEn {
  return useTextOf(texts);
}

/** What a queue is called; all of them together without one. */
export function useNameOfQueue(): (queueId: string | undefined) => string {
  const { alerts } = useText();
  const queues = useQueues();
  return (queueId) => (queueId === undefined ? alerts.allQueues : (queues.of(queueId)?.displayName ?? queueId));
}

/** Says a rule in a sentence: “Service level (15 min), Legal, Spanish: below 70% for 5:00”. */
export function useSentence(): (rule: RuleSettings) => string {
  const { measure, alerts, overview } = useText();
  const text = useRuleText();
  const format = useFormat();
  const nameOf = useNameOfQueue();
  return (rule) => {
    const { side, value } = thresholdOf(rule);
    const counted = isCounted(rule.measure) ? ` (${overview.windows[rule.window ?? "15m"]})` : "";
    const of = rule.scope === "queue" ? nameOf(rule.queueId) : text.scope[rule.scope];
    const threshold = alerts.threshold[side](formatMeasure(format, rule.measure, value));
    const duration = rule.forSeconds === 0 ? undefined : formatDuration(rule.forSeconds * 1000);
    return text.sentence(measure[rule.measure] + counted, of, threshold, duration);
  };
}
