import { ArrowDown, ArrowUp } from "lucide-react";
import { useFormat, useText } from "../../i18n/language";

interface Props {
  /** A share of what it was, or the difference of two rates; undefined when there is no last week. */
  readonly value: number | undefined;
  readonly of: "count" | "rate";
}

/** How a figure has changed since the same time last week. Neither good nor bad: that is for the reader. */
export function ChangeNote({ value, of }: Props) {
  const text = useText().overview.change;
  const format = useFormat();
  if (value === undefined) return null;
  const day = format.weekday(Date.now());
  const hundredths = Math.round(Math.abs(value) * 100);
  const amount = of === "count" ? format.percent(hundredths / 100) : text.points(format.number(hundredths), hundredths === 1);
  const Arrow = value > 0 ? ArrowUp : ArrowDown;
  return (
    <span title={text.hint} className="inline-flex items-center gap-0.5">
      {hundredths > 0 && <Arrow aria-hidden className="size-3 shrink-0" />}
      {hundredths === 0 ? text.same(day) : (value > 0 ? text.up : text.down)(amount, day)}
    </span>
  );
}
