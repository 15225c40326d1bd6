import { Link } from "wouter";
import type { QueueStats, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, pressureOf, type Pressure } from "../../lib/duration";
import { useServerNow } from "../../lib/services";
import { Duration } from "../../ui/duration";

const bars: Record<Pressure, string> = { fine: "bg-waiting-bar", near: "bg-near-bar", over: "bg-over-bar" };

/** One queue: who is where, and how long its longest waiting caller has waited of the limit. */
export function QueueCard({ stats, queue }: { stats: QueueStats; queue: QueueView | undefined }) {
  const text = useText().overview;
  const format = useFormat();
  const now = useServerNow();
  const name = queue?.displayName ?? stats.queueId ?? "";
  const oldest = stats.oldestWaitingSince;
  const wait = oldest === undefined || now === undefined ? undefined : now - Date.parse(oldest);
  const pressure = wait === undefined ? "fine" : pressureOf(wait, queue?.waitLimit);
  const share = wait === undefined || queue === undefined ? 0 : Math.min(1, Math.max(0, wait / (queue.waitLimit * 1000)));
  const counts = [
    { name: text.waiting, count: stats.waiting, bar: "bg-waiting-bar", ink: "text-waiting" },
    { name: text.active, count: stats.active, bar: "bg-active-bar", ink: "text-active" },
    { name: text.onHold, count: stats.onHold, bar: "bg-hold-bar", ink: "text-hold" },
  ];
  const quiet = counts.every(({ count }) => count === 0);
  return (
    <article className="relative flex h-full flex-col gap-3 rounded-xl border border-line bg-surface p-4 transition-colors has-[a:hover]:border-edge">
      <h3 className="font-semibold">
        <Link
          href={`/calls?queueId=${encodeURIComponent(stats.queueId ?? "")}`}
          aria-label={text.showCalls(name)}
          className="after:absolute after:inset-0 after:rounded-xl"
        >
          {name}
        </Link>
      </h3>
      <dl className="grid grid-cols-3 gap-2">
        {counts.map(({ name: label, count, ink }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-xs text-muted">{label}</dt>
            <dd className={`text-2xl leading-tight font-semibold tabular-nums ${count === 0 ? "text-muted" : ink}`}>
              {format.number(count)}
            </dd>
          </div>
        ))}
      </dl>
      <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-raised">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ name: label, count, bar }) => (
            <div key={label} className={`${bar} transition-[flex-grow] duration-500`} style={{ flexGrow: count, flexBasis: 0 }} />
          ))}
      </div>
      <div className="mt-auto flex flex-col gap-1.5 border-t border-line pt-3 text-xs">
        <p className="flex items-center justify-between gap-2">
          <span className="text-muted">{text.longestWait}</span>
          {oldest === undefined ? (
            <span className="text-muted">{quiet ? text.quiet : text.nobodyWaits}</span>
          ) : (
            <span className="inline-flex items-center gap-1.5">
              <Duration ms={wait} pressure={pressure} />
              {queue && <span className="text-muted">{text.ofLimit(formatDuration(queue.waitLimit * 1000))}</span>}
            </span>
          )}
        </p>
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-raised">
          <div className={`h-full rounded-full ${bars[pressure]}`} style={{ width: `${share * 100}%` }} />
        </div>
      </div>
    </article>
  );
}
