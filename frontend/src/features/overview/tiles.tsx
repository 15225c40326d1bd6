import { AudioLines, Gauge, Headset, Hourglass, type LucideIcon, Pause, PhoneMissed, Timer, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, urgencyOf } from "../../lib/duration";
import { useServerNow } from "../../lib/services";
import { SERVICE_TARGET } from "../../lib/windows";
import { Duration } from "../../ui/duration";
import { ServiceLevel } from "../../ui/service-level";

interface Props {
  /** The counts of this moment. */
  readonly now: QueueStats;
  /** The figures of the window; undefined while loading. */
  readonly span: QueueStats | undefined;
  readonly spanName: string;
  readonly waitLimit: number | undefined;
}

/** The key figures: four of this moment, four of the window. */
export function Tiles({ now: stats, span, spanName, waitLimit }: Props) {
  const text = useText().overview;
  const format = useFormat();
  const now = useServerNow();
  const oldest = stats.oldestWaitingSince;
  const wait = oldest === undefined || now === undefined ? undefined : now - Date.parse(oldest);
  const waitUrgency = wait === undefined ? "fine" : urgencyOf(wait, waitLimit);
  const dash = <span className="text-muted">–</span>;
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-8">
      <Tile href="/calls?status=waiting" name={text.waiting} colours="bg-waiting-soft text-waiting" icon={Hourglass} note={text.now}>
        {format.number(stats.waiting)}
      </Tile>
      <Tile
        name={text.longestWait}
        colours={tint[waitUrgency]}
        icon={Timer}
        note={waitLimit !== undefined && oldest !== undefined ? text.ofLimit(formatDuration(waitLimit * 1000)) : text.now}
      >
        {oldest === undefined ? (
          <span className="text-base font-medium text-muted">{text.nobodyWaits}</span>
        ) : (
          <Duration ms={wait} urgency={waitUrgency} />
        )}
      </Tile>
      <Tile href="/calls?status=active" name={text.active} colours="bg-active-soft text-active" icon={AudioLines} note={text.now}>
        {format.number(stats.active)}
      </Tile>
      <Tile href="/calls?status=on_hold" name={text.onHold} colours="bg-hold-soft text-hold" icon={Pause} note={text.now}>
        {format.number(stats.onHold)}
      </Tile>
      <Tile
        name={text.serviceLevel}
        hint={text.serviceLevelMeaning}
        colours="bg-raised text-muted"
        icon={Gauge}
        note={text.target(format.percent(SERVICE_TARGET))}
      >
        {span?.serviceLevel === undefined ? dash : <ServiceLevel value={span.serviceLevel} />}
      </Tile>
      <Tile name={text.asa} hint={text.asaMeaning} colours="bg-raised text-muted" icon={Zap} note={spanName}>
        {span?.asa === undefined ? dash : formatDuration(span.asa * 1000)}
      </Tile>
      <Tile
        name={text.abandonment}
        hint={text.abandonmentMeaning}
        colours="bg-raised text-muted"
        icon={PhoneMissed}
        note={
          span
            ? text.ofOffered(format.number(span.abandoned - span.shortAbandoned), format.number(span.offered - span.shortAbandoned))
            : spanName
        }
      >
        {span?.abandonmentRate === undefined ? dash : format.percent(span.abandonmentRate)}
      </Tile>
      <Tile name={text.aht} hint={text.ahtMeaning} colours="bg-raised text-muted" icon={Headset} note={spanName}>
        {span?.aht === undefined ? dash : formatDuration(span.aht * 1000)}
      </Tile>
    </dl>
  );
}

const tint = { fine: "bg-raised text-muted", near: "bg-near-soft text-near", over: "bg-over-soft text-over" };

interface TileProps {
  readonly href?: string;
  readonly name: string;
  readonly hint?: string;
  readonly note: string;
  readonly colours: string;
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

function Tile({ href, name, hint, note, colours, icon: Icon, children }: TileProps) {
  return (
    <div
      title={hint}
      className="relative flex flex-col rounded-xl border border-line bg-surface p-3.5 transition-colors has-[a:hover]:border-edge"
    >
      <dt className="flex items-center gap-2 text-muted">
        <span aria-hidden className={`rounded-lg p-1.5 ${colours}`}>
          <Icon className="size-4" />
        </span>
        {href === undefined ? (
          name
        ) : (
          <Link href={href} className="after:absolute after:inset-0 after:rounded-xl">
            {name}
          </Link>
        )}
      </dt>
      <dd className="mt-2.5 flex h-8 items-end text-[1.75rem] leading-none font-semibold tracking-tight tabular-nums [&_svg]:size-5">
        {children}
      </dd>
      <dd className="mt-1.5 text-xs text-muted tabular-nums">{note}</dd>
    </div>
  );
}
