import { Flag } from "lucide-react";
import type { Rule } from "../contracts";
import { useText } from "../i18n/language";

/** The rules that a call broke, each as a small label. */
export function Flags({ rules, inOneLine = false }: { rules: readonly Rule[]; inOneLine?: boolean }) {
  const text = useText();
  if (rules.length === 0) return null;
  return (
    <ul className={`flex gap-1 ${inOneLine ? "overflow-hidden" : "flex-wrap"}`} aria-label={text.calls.flags}>
      {rules.map((rule) => (
        <li
          key={rule}
          title={text.ruleMeaning[rule]()}
          className="inline-flex items-center gap-1 rounded-md whitespace-nowrap bg-near-soft px-1.5 py-0.5 text-xs text-near"
        >
          <Flag aria-hidden className="size-3 shrink-0" />
          {text.rule[rule]}
        </li>
      ))}
    </ul>
  );
}
