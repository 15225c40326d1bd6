import { AudioLines, Hourglass, Pause, Timer } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { pressureOf } from "../../lib/duration";
import { useServerNow } from "../../lib/services";
import { Duration } from "../../ui/duration";

/** The four numbers that are looked at most. */
export function Tiles({ stats, waitLimit }: { stats: QueueStats; waitLimit: number | undefined }) {
  const text = useText().overview;
  const format = useFormat();
  const now = useServerNow();
  const oldest = stats.oldestWaitingSince;
  const wait = oldest === undefined || now === undefined ? undefined : now - Date.parse(oldest);
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Tile href="/calls?status=waiting" name={text.waiting} colours="bg-waiting-soft text-waiting" icon={<Hourglass />}>
        {format.number(stats.waiting)}
      </Tile>
      <Tile href="/calls?status=active" name={text.active} colours="bg-active-soft text-active" icon={<AudioLines />}>
        {format.number(stats.active)}
      </Tile>
      <Tile href="/calls?status=on_hold" name={text.onHold} colours="bg-hold-soft text-hold" icon={<Pause />}>
        {format.number(stats.onHold)}
      </Tile>
      <Tile name={text.longestWait} colours="bg-raised text-muted" icon={<Timer />}>
        {oldest === undefined ? (
          <span className="text-base font-medium text-muted">{text.nobodyWaits}</span>
        ) : (
          <Duration ms={wait} pressure={wait === undefined ? "fine" : pressureOf(wait, waitLimit)} />
        )}
      </Tile>
    </dl>
  );
}

function Tile(props: { href?: string; name: string; colours: string; icon: ReactNode; children: ReactNode }) {
  const { href, name, colours, icon, children } = props;
  return (
    <div className="relative rounded-xl border border-line bg-surface p-4 transition-colors has-[a:hover]:border-edge">
      <dt className="flex items-center gap-2 text-muted">
        <span aria-hidden className={`rounded-lg p-1.5 [&_svg]:size-4 ${colours}`}>
          {icon}
        </span>
        {href === undefined ? (
          name
        ) : (
          <Link href={href} className="after:absolute after:inset-0 after:rounded-xl">
            {name}
          </Link>
        )}
      </dt>
      <dd className="mt-2 flex h-10 items-end text-3xl leading-none font-semibold tracking-tight tabular-nums [&_svg]:size-6">
        {children}
      </dd>
    </div>
  );
}
