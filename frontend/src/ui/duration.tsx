import { Clock3, TriangleAlert } from "lucide-react";
import { useText } from "../i18n/language";
import { formatDuration, isoDuration, type Pressure } from "../lib/duration";

const colours: Record<Pressure, string> = {
  fine: "",
  near: "text-near font-semibold",
  over: "text-over font-semibold",
};

/** A length of time; near and beyond its limit it also has an icon, with words for screen readers. */
export function Duration({ ms, pressure = "fine" }: { ms: number | undefined; pressure?: Pressure }) {
  const text = useText();
  if (ms === undefined) return <span className="text-muted">–</span>;
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap tabular-nums ${colours[pressure]}`}>
      <time dateTime={isoDuration(ms)}>{formatDuration(ms)}</time>
      {pressure === "near" && <Clock3 role="img" aria-label={text.pressure.near} className="size-3.5" />}
      {pressure === "over" && <TriangleAlert role="img" aria-label={text.pressure.over} className="size-3.5" />}
    </span>
  );
}
