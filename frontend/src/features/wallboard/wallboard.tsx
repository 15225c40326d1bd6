import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { QueueStats, QueueView, StatsView } from "../../contracts";
import { languageCodes, useText } from "../../i18n/language";
import { useOverride } from "../../lib/preference";
import { useServerNow, useServices } from "../../lib/services";
import { standingOf, totalOf, worstFirst } from "../../lib/standing";
import { useStats } from "../../lib/statistics";
import { queuesQuery } from "../../lib/stats-queries";
import { pageThemes } from "../../lib/theme";
import { pushedWindow } from "../../lib/windows";
import { ErrorNotice } from "../../ui/error-notice";
import { Header } from "./header";
import { Numbers } from "./numbers";
import { QueueCells, QueueRows } from "./queue-rows";
import { placesOf } from "./rotation";
import { useWallSettings } from "./settings";
import { useRecovery } from "./use-recovery";
import { useStaleness } from "./use-staleness";
import { useWakeLock } from "./use-wake-lock";

/** The call centre for an unattended screen on a wall; readable from afar, also whether the numbers are current. */
export function Wallboard() {
  const settings = useWallSettings();
  useOverride("theme", pageThemes, settings.theme);
  useOverride("language", languageCodes, settings.language);
  const text = useText();
  const stats = useStats(pushedWindow);
  const queues = useQuery(queuesQuery(useServices()));
  const staleness = useStaleness();
  const awake = useWakeLock();
  useRecovery(staleness.staleFor);
  return (
    <div className="flex min-h-dvh flex-col gap-[1.4vmin] bg-canvas p-[1.6vmin] text-[clamp(0.75rem,2.5vmin,3.6rem)] leading-tight md:h-dvh md:overflow-hidden print:h-auto">
      <Header stale={staleness.message} />
      {stats.data === undefined ? (
        stats.error && <ErrorNotice error={stats.error} retry={() => void stats.refetch()} />
      ) : (
        <main
          className={`flex min-h-0 flex-1 flex-col gap-[1.2vmin] transition-opacity ${staleness.message === undefined ? "" : "opacity-45 grayscale"}`}
        >
          <h1 className="sr-only">{text.wallboard.title}</h1>
          <Board stats={stats.data} queues={queues.data ?? []} chosen={settings.queues} />
        </main>
      )}
      {!awake && (
        <p className="text-muted print:hidden">
          {globalThis.isSecureContext === false ? text.wallboard.mayDimInsecure : text.wallboard.mayDim}
        </p>
      )}
    </div>
  );
}

function Board({ stats, queues, chosen }: { stats: StatsView; queues: readonly QueueView[]; chosen: readonly string[] | undefined }) {
  const text = useText().wallboard;
  const now = useServerNow();
  const { each, all, unknown } = useMemo(() => choose(stats, chosen), [stats, chosen]);
  const standings = worstFirst(each.map((queue) => standingOf(queue, queues, now)));
  const longest = standings.toSorted((a, b) => (b.wait ?? -1) - (a.wait ?? -1)).find(({ wait }) => wait !== undefined);
  const { rows, cells, hidden, hiddenOver } = placesOf(standings, now ?? 0);
  return (
    <>
      <Numbers all={all} longest={longest} />
      {rows.length > 0 && <QueueRows standings={rows} />}
      <QueueCells standings={cells} hidden={hidden} hiddenOver={hiddenOver} />
      {unknown.length > 0 && <p className="font-semibold text-over">{text.unknownQueues(unknown.join(", "))}</p>}
    </>
  );
}

function choose(
  stats: StatsView,
  chosen: readonly string[] | undefined,
): { each: readonly QueueStats[]; all: QueueStats; unknown: readonly string[] } {
  if (chosen === undefined) return { each: stats.queues, all: stats.all, unknown: [] };
  const each = stats.queues.filter(({ queueId }) => chosen.includes(queueId ?? ""));
  const unknown = chosen.filter((id) => !stats.queues.some(({ queueId }) => queueId === id));
  return { each, all: totalOf(each), unknown };
}
