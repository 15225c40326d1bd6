import { useFormat } from "../i18n/language";
import { useTicking } from "../lib/services";

/** A point in time: to the second today, else the day and the minute; in full on hover. */
export function Timestamp({ at }: { at: string }) {
  const format = useFormat();
  const ms = Date.parse(at);
  const [from, to] = [new Date(ms).setHours(0, 0, 0, 0), new Date(ms).setHours(24, 0, 0, 0)];
  const today = useTicking((now) => now !== undefined && now >= from && now < to);
  return (
    <time dateTime={at} title={format.full(ms)} className="whitespace-nowrap tabular-nums">
      {today ? format.time(ms) : `${format.day(ms)}, ${format.minute(ms)}`}
    </time>
  );
}
