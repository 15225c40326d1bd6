import { Clock3, TriangleAlert } from "lucide-react";
import { useText } from "../i18n/language";
import { formatDuration, isoDuration, type Urgency } from "../lib/duration";

const colours: Record<Urgency, string> = {
  fine: "",
  near: "text-near font-semibold",
  over: "text-over font-semibold",
};

/** A length of time; near and beyond its limit it also has an icon, with words for screen readers. */
export function Duration({ ms, urgency = "fine" }: { ms: number | undefined; urgency?: Urgency }) {
  const text = useText();
  if (ms === undefined) return <span className="text-muted">–</span>;
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap tabular-nums ${colours[urgency]}`}>
      <time dateTime={isoDuration(ms)}>{formatDuration(ms)}</time>
      {urgency === "near" && <Clock3 role="img" aria-label={text.pressure.near} className="size-3.5" />}
      {urgency === "over" && <TriangleAlert role="img" aria-label={text.pressure.over} className="size-3.5" />}
    </span>
  );
}
