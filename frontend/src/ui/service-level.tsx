import { CircleCheck, Clock3, type LucideIcon, TriangleAlert } from "lucide-react";
import { useFormat, useText } from "../i18n/language";
import { targetOf, type Verdict, verdictOf } from "../lib/windows";

const looks: Record<Verdict, { icon: LucideIcon; ink: string }> = {
  met: { icon: CircleCheck, ink: "text-active" },
  near: { icon: Clock3, ink: "text-near" },
  missed: { icon: TriangleAlert, ink: "text-over" },
};

/** A service level against its target: number, icon, and words for screen readers. */
export function ServiceLevel({ value, of }: { value: number; of: { readonly serviceLevelTarget?: number } }) {
  const format = useFormat();
  const text = useText();
  const verdict = verdictOf(value, targetOf(of));
  const { icon: Icon, ink } = looks[verdict];
  return (
    <span title={text.overview.target(format.percent(targetOf(of)))} className={`inline-flex items-center gap-1 tabular-nums ${ink}`}>
      {format.percent(value)}
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">, {text.verdict[verdict]}</span>
    </span>
  );
}
