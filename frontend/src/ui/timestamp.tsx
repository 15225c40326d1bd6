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
      {isTwice(ms) && ` ${format.zone(ms)}`}
    </time>
  );
}

const HOUR_MS = 3_600_000;

/** Whether the same time of day comes twice that night, since clocks are set back. */
function isTwice(at: number): boolean {
  const time = clockTime(at);
  return clockTime(at - HOUR_MS) === time || clockTime(at + HOUR_MS) === time;
}

function clockTime(at: number): number {
  const date = new Date(at);
  return date.getHours() * 60 + date.getMinutes();
}
