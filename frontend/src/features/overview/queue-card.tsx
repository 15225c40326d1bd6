import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { queueAddress } from "../../lib/address";
import { formatDuration, type Urgency } from "../../lib/duration";
import { abandoned, handled, inStatus, waited, waitedTooLong, waitingIn } from "../../lib/links";
import { bucketed } from "../../lib/series";
import { useServices } from "../../lib/services";
import type { Standing } from "../../lib/standing";
import { seriesQuery } from "../../lib/stats-queries";
import { type StatsWindow, targetOf, verdictOf } from "../../lib/windows";
import { ClosedNow } from "../../ui/closed-now";
import { Duration } from "../../ui/duration";
import { Figure } from "../../ui/figure";
import { Fit } from "../../ui/fit";
import { QueueAgents } from "../../ui/queue-agents";
import { ServiceLevel } from "../../ui/service-level";
import { Term } from "../../ui/term";
import { NewQueue } from "./new-queue";
import { Spark } from "./spark";

const bars: Record<Urgency, string> = { fine: "bg-waiting-bar", near: "bg-near-bar", over: "bg-over-bar" };

interface Props {
  readonly standing: Standing;
  readonly span: QueueStats | undefined;
  /** Where the window begins. */
  readonly from: string | undefined;
  readonly window: StatsWindow;
}

/** One queue: its counts, the longest wait against the limit, and its figures. */
export function QueueCard({ standing: { id, name, stats, queue, wait, urgency, quiet }, span, from, window }: Props) {
  const text = useText().overview;
  const format = useFormat();
  const series = useQuery(seriesQuery(useServices(), window, id));
  const share = wait === undefined || queue === undefined ? 0 : Math.min(1, Math.max(0, wait / (queue.waitLimit * 1000)));
  const counts = [
    { name: text.waiting, count: stats.waiting, ink: "text-waiting", href: waitingIn(id) },
    { name: text.active, count: stats.active, ink: "text-active", href: inStatus("active", id) },
    { name: text.onHold, count: stats.onHold, ink: "text-hold", href: inStatus("on_hold", id) },
  ];
  const rate = span?.abandonmentRate;
  return (
    <article className="relative flex h-full flex-col gap-3 rounded-xl border border-line bg-surface p-4 transition-colors has-[a:hover]:border-edge">
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="mr-auto min-w-0 truncate font-semibold">
          <Link href={queueAddress(id)} title={name} className="after:absolute after:inset-0 after:rounded-xl">
            {name}
          </Link>
        </h3>
        <NewQueue queue={queue} />
        <p title={text.serviceLevelMeaning} className="text-sm font-semibold whitespace-nowrap">
          <span className="sr-only">{text.serviceLevel} </span>
          {span?.serviceLevel === undefined ? (
            <span className="font-normal text-muted">–</span>
          ) : (
            <Link href={waitedTooLong({ from, queueId: id })} className="relative z-10 hover:underline">
              <ServiceLevel value={span.serviceLevel} of={span} />
            </Link>
          )}
        </p>
      </div>
      <TargetBar value={span?.serviceLevel} target={targetOf(span)} />
      <ClosedNow opensAt={stats.opensAt} />
      <dl className="grid grid-cols-3 gap-2">
        {counts.map(({ name: label, count, ink, href }) => (
          <div key={label} className="flex min-w-0 flex-col-reverse">
            <dt className="truncate text-xs text-muted">{label}</dt>
            <dd className={`@container flex h-7 items-end font-semibold tabular-nums ${count === 0 ? "text-muted" : ink}`}>
              <Fit text={format.count(count)} most="1.5rem">
                {count === 0 ? (
                  format.count(count)
                ) : (
                  <Link href={href} className="relative z-10 hover:underline">
                    {format.count(count)}
                  </Link>
                )}
              </Fit>
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-col gap-1.5 text-xs">
        <p className="flex items-center justify-between gap-2">
          <span className="text-muted">{text.longestWait}</span>
          {stats.oldestWaitingSince === undefined ? (
            <span className="text-muted">{quiet ? text.quiet : text.nobodyWaits}</span>
          ) : (
            <span className="inline-flex items-center gap-1.5">
              <Link href={waitingIn(id)} className="relative z-10 hover:underline">
                <Duration ms={wait} urgency={urgency} />
              </Link>
              {queue && <span className="text-muted">{text.ofLimit(formatDuration(queue.waitLimit * 1000))}</span>}
            </span>
          )}
        </p>
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-raised">
          <div className={`h-full rounded-full ${bars[urgency]}`} style={{ width: `${share * 100}%` }} />
        </div>
      </div>
      <QueueAgents id={id} />
      {/* The current, incomplete minute would look like a drop. */}
      <Spark points={bucketed(series.data?.points.slice(0, -1) ?? []).points} />
      <dl className="mt-auto grid grid-cols-4 gap-2 border-t border-line pt-3 text-xs">
        <Figure name={text.offered}>
          <Fit text={span === undefined ? "–" : format.count(span.offered)} most="1em" />
        </Figure>
        <Figure name={<Term short={text.asaShort} long={text.asa} hint={text.asaMeaning} />}>
          <Average seconds={span?.asa} href={waited({ from, queueId: id })} />
        </Figure>
        <Figure name={<Term short={text.ahtShort} long={text.aht} hint={text.ahtMeaning} />}>
          <Average seconds={span?.aht} href={handled({ from, queueId: id })} />
        </Figure>
        <Figure name={text.abandonedShort} hint={text.abandonmentMeaning}>
          <Fit text={rate === undefined ? "–" : format.percent(rate)} most="1em">
            {rate === undefined ? (
              "–"
            ) : (
              <Link href={abandoned({ from, queueId: id })} className="relative z-10 hover:underline">
                {format.percent(rate)}
              </Link>
            )}
          </Fit>
        </Figure>
      </dl>
    </article>
  );
}

function Average({ seconds, href }: { seconds: number | undefined; href: string }) {
  const shown = seconds === undefined ? "–" : formatDuration(seconds * 1000);
  return (
    <Fit text={shown} most="1em">
      {seconds === undefined ? (
        shown
      ) : (
        <Link href={href} className="relative z-10 hover:underline">
          {shown}
        </Link>
      )}
    </Fit>
  );
}

/** The service level on a scale from 0 to 100 %, with a mark at the target. Decorative: the value is above. */
function TargetBar({ value, target }: { value: number | undefined; target: number }) {
  const bar = value === undefined ? "" : { met: "bg-active-bar", near: "bg-near-bar", missed: "bg-over-bar" }[verdictOf(value, target)];
  return (
    <div aria-hidden className="relative -mt-1.5 h-1 rounded-full bg-raised">
      <div className={`h-full rounded-full ${bar}`} style={{ width: `${(value ?? 0) * 100}%` }} />
      <span className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ left: `${target * 100}%` }} />
    </div>
  );
}
