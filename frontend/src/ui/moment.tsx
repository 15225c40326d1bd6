import { useFormat } from "../i18n/language";
import { useServerNow } from "../lib/services";

/** A point in time, with its day unless that is today; all of it on hover. */
export function Moment({ at }: { at: string }) {
  const format = useFormat();
  const now = useServerNow();
  const ms = Date.parse(at);
  const today = now !== undefined && new Date(now).toDateString() === new Date(ms).toDateString();
  return (
    <time dateTime={at} title={format.full(ms)} className="whitespace-nowrap tabular-nums">
      {today ? "" : `${format.day(ms)}, `}
      {format.time(ms)}
    </time>
  );
}
