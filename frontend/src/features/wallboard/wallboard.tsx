import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { QueueStats, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, urgencyOf } from "../../lib/duration";
import { useServerNow, useServices } from "../../lib/services";
import { useStats } from "../../lib/statistics";
import { queuesQuery } from "../../lib/stats-queries";
import { pushedWindow, SERVICE_TARGET } from "../../lib/windows";
import { Duration } from "../../ui/duration";
import { ErrorNotice } from "../../ui/error-notice";
import { ServiceLevel } from "../../ui/service-level";
import { Header } from "./header";
import { QueueRows } from "./queue-rows";
import { useRecovery } from "./use-recovery";
import { useStaleness } from "./use-staleness";
import { useWakeLock } from "./use-wake-lock";

/** The call centre for an unattended screen on a wall; readable from afar, also whether the numbers are current. */
export function Wallboard() {
  const text = useText();
  const stats = useStats(pushedWindow);
  const queues = useQuery(queuesQuery(useServices()));
  const staleness = useStaleness();
  const awake = useWakeLock();
  useRecovery(staleness.staleFor);
  return (
    <div className="flex h-dvh flex-col gap-[2vmin] overflow-hidden bg-canvas p-[2vmin] text-[clamp(0.75rem,2.1vmin,3rem)] leading-tight">
      <Header awake={awake} />
      {staleness.message !== undefined && (
        <p
          role="alert"
          className="flex items-center justify-center gap-[1.5vmin] rounded-[1.5vmin] bg-over-bar px-[2vmin] py-[1.2vmin] text-[1.7em] font-semibold text-white"
        >
          <TriangleAlert aria-hidden className="size-[1.3em] shrink-0" />
          {staleness.message}
        </p>
      )}
      {stats.data === undefined ? (
        stats.error && <ErrorNotice error={stats.error} retry={() => void stats.refetch()} />
      ) : (
        <main className={`flex min-h-0 flex-1 flex-col gap-[2vmin] ${staleness.message === undefined ? "" : "opacity-45 grayscale"}`}>
          <h1 className="sr-only">{text.wallboard.title}</h1>
          <Numbers all={stats.data.all} limit={limitOfLongest(stats.data.queues, stats.data.all, queues.data ?? [])} />
          <QueueRows stats={stats.data.queues} queues={queues.data ?? []} />
        </main>
      )}
    </div>
  );
}

function limitOfLongest(each: readonly QueueStats[], all: QueueStats, queues: readonly QueueView[]): number | undefined {
  const longest = each.find((queue) => queue.oldestWaitingSince === all.oldestWaitingSince);
  return queues.find((queue) => queue.id === longest?.queueId)?.waitLimit;
}

function Numbers({ all, limit }: { all: QueueStats; limit: number | undefined }) {
  const text = useText().overview;
  const format = useFormat();
  const now = useServerNow();
  const wait = all.oldestWaitingSince === undefined || now === undefined ? undefined : now - Date.parse(all.oldestWaitingSince);
  const urgency = wait === undefined ? "fine" : urgencyOf(wait, limit);
  const dash = <span className="text-muted">–</span>;
  return (
    <dl className="grid grid-cols-2 gap-[2vmin] landscape:grid-cols-6">
      <Tile name={text.waiting} note={text.now} ink="text-waiting">
        {format.number(all.waiting)}
      </Tile>
      <Tile
        name={text.longestWait}
        note={limit === undefined || wait === undefined ? text.now : text.ofLimit(formatDuration(limit * 1000))}
        ground={grounds[urgency]}
      >
        {wait === undefined ? dash : <Duration ms={wait} urgency={urgency} />}
      </Tile>
      <Tile name={text.active} note={text.now} ink="text-active">
        {format.number(all.active)}
      </Tile>
      <Tile name={text.onHold} note={text.now} ink="text-hold">
        {format.number(all.onHold)}
      </Tile>
      <Tile name={text.serviceLevel} note={`${text.target(format.percent(SERVICE_TARGET))} · ${text.windows[pushedWindow]}`}>
        {all.serviceLevel === undefined ? dash : <ServiceLevel value={all.serviceLevel} />}
      </Tile>
      <Tile name={text.abandonment} note={text.spans[pushedWindow]}>
        {all.abandonmentRate === undefined ? dash : format.percent(all.abandonmentRate)}
      </Tile>
    </dl>
  );
}

const grounds = {
  fine: "bg-surface",
  near: "bg-near-soft shadow-[inset_0_0_0_0.4vmin_var(--color-near-bar)]",
  over: "bg-over-soft shadow-[inset_0_0_0_0.4vmin_var(--color-over-bar)]",
};

function Tile(props: { name: string; note: string; ink?: string; ground?: string; children: ReactNode }) {
  const { name, note, ink = "", ground = "bg-surface", children } = props;
  return (
    <div
      className={`flex min-w-0 flex-col justify-between gap-[0.8vmin] rounded-[1.5vmin] border border-line px-[2vmin] py-[1.8vmin] ${ground}`}
    >
      <dt className="truncate text-[1.15em] text-muted">{name}</dt>
      <dd
        className={`text-[min(4.2em,4.4vw)] leading-none font-semibold tracking-tight whitespace-nowrap tabular-nums portrait:text-[min(4.2em,9vw)] [&_svg]:size-[0.4em] ${ink}`}
      >
        {children}
      </dd>
      <dd className="truncate text-muted landscape:text-[min(1em,1.15vw)]">{note}</dd>
    </div>
  );
}
