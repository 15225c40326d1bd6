import { Flag } from "lucide-react";
import type { Rule } from "../contracts";
import { useText } from "../i18n/language";

/** The rules that a call broke, each as a small label. */
export function Flags({ rules }: { rules: readonly Rule[] }) {
  const text = useText();
  if (rules.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1" aria-label={text.calls.flags}>
      {rules.map((rule) => (
        <li key={rule} title={text.ruleMeaning[rule]()} className={label}>
          <Flag aria-hidden className="size-3 shrink-0" />
          {text.rule[rule]}
        </li>
      ))}
    </ul>
  );
}

/** Most severe first: what the caller experienced before its cause. */
const severity: readonly Rule[] = [
  "wait_sla_exceeded",
  "hold_limit_exceeded",
  "stale_call",
  "reroute_required",
  "rerouted",
  "short_abandon",
  "short_call",
];

/** The most severe flag, and how many more, in one line. */
export function FirstFlag({ rules }: { rules: readonly Rule[] }) {
  const text = useText();
  const [first, ...more] = rules.toSorted((one, other) => severity.indexOf(one) - severity.indexOf(other));
  if (first === undefined) return null;
  const others = more.map((rule) => text.rule[rule]).join(", ");
  return (
    <ul className="flex min-w-0 gap-1" aria-label={text.calls.flags}>
      <li title={text.ruleMeaning[first]()} className={`min-w-0 ${label}`}>
        <Flag aria-hidden className="size-3 shrink-0" />
        <span className="truncate">{text.rule[first]}</span>
      </li>
      {more.length > 0 && (
        <li title={others} aria-label={others} className={label}>
          +{more.length}
        </li>
      )}
    </ul>
  );
}

const label = "inline-flex items-center gap-1 rounded-md bg-near-soft px-1.5 py-0.5 text-xs whitespace-nowrap text-near";
