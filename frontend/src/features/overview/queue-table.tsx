import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { queueAddress } from "../../lib/address";
import { formatDuration, type Urgency } from "../../lib/duration";
import { abandoned, handled, inStatus, offered, waited, waitedTooLong, waitingIn } from "../../lib/links";
import { usePrinting } from "../../lib/printing";
import type { Standing } from "../../lib/standing";
import { ClosedNow } from "../../ui/closed-now";
import { Duration } from "../../ui/duration";
import { ServiceLevel } from "../../ui/service-level";
import { ariaSort, inOrder, SortArrow, useSort } from "../../ui/sort";
import { Term } from "../../ui/term";
import { NewQueue } from "./new-queue";

const columns = ["queue", "waiting", "longest", "active", "level", "abandoned", "offered", "asa", "aht"] as const;
type Column = (typeof columns)[number];

/** What narrow windows leave out. */
const shownFrom: Partial<Record<Column, string>> = {
  active: "max-sm:hidden",
  abandoned: "max-md:hidden",
  offered: "max-md:hidden",
  asa: "max-lg:hidden print:hidden",
  aht: "max-lg:hidden print:hidden",
};

interface Props {
  readonly standings: readonly Standing[];
  /** The figures of the window, by queue. */
  readonly spans: readonly QueueStats[] | undefined;
  readonly from: string | undefined;
}

/** Many queues, a line each: worst first unless a head is clicked; those without a call are folded. */
export function QueueTable({ standings, spans, from }: Props) {
  const text = useText().overview;
  const format = useFormat();
  const printing = usePrinting();
  const { sort, sortBy } = useSort<Column>(["queue"]);
  const [unfolded, setUnfolded] = useState(false);
  const spanOf = new Map(spans?.map((span) => [span.queueId, span]));
  const sorted = inOrder(standings, sort, figureOf);
  const quiet = sorted.filter((standing) => standing.quiet);
  const rows = unfolded || printing ? sorted : sorted.filter((standing) => !standing.quiet);
  const heads: Record<Column, ReactNode> = {
    queue: text.queue,
    waiting: text.waiting,
    longest: text.longestWait,
    active: text.active,
    level: text.serviceLevel,
    abandoned: text.abandoned,
    offered: text.offered,
    asa: <Term short={text.asaShort} long={text.asa} hint={text.asaMeaning} />,
    aht: <Term short={text.ahtShort} long={text.aht} hint={text.ahtMeaning} />,
  };

  function figureOf({ id, name, stats, wait }: Standing, by: Column): string | number | undefined {
    const span = spanOf.get(id);
    const values = {
      queue: name,
      waiting: stats.waiting,
      longest: wait,
      active: stats.active,
      level: span?.serviceLevel,
      abandoned: span?.abandoned,
      offered: span?.offered,
      asa: span?.asa,
      aht: span?.aht,
    };
    return values[by];
  }

  return (
    <div className="overflow-clip rounded-xl border border-line bg-surface">
      <table aria-label={text.queues} className="w-full table-fixed tabular-nums">
        <thead className="text-xs text-muted">
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={ariaSort(sort, column)}
                className={`p-0 font-medium ${column === "queue" ? "w-[27%] text-left sm:w-[30%] md:w-[22%]" : "text-right"} ${shownFrom[column] ?? ""}`}
              >
                <button
                  type="button"
                  onClick={() => sortBy(column)}
                  className={`inline-flex w-full items-center gap-1 px-1 py-2 sm:px-2 hover:text-ink ${column === "queue" ? "justify-start text-left sm:pl-4" : "justify-end text-right"}`}
                >
                  <span className="min-w-0 break-words hyphens-auto">{heads[column]}</span>
                  <SortArrow sort={sort} column={column} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((standing) => (
            <Row key={standing.id} standing={standing} span={spanOf.get(standing.id)} from={from} />
          ))}
        </tbody>
      </table>
      {quiet.length > 0 && !printing && (
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="w-full border-t border-line px-4 py-2 text-left text-muted hover:text-ink"
        >
          {unfolded ? text.foldQuiet : text.quietQueues(quiet.length, format.number(quiet.length))}
        </button>
      )}
    </div>
  );
}

const edges: Record<Urgency, string> = {
  fine: "",
  near: "shadow-[inset_3px_0_var(--color-near-bar)]",
  over: "shadow-[inset_3px_0_var(--color-over-bar)]",
};
const bars: Record<Urgency, string> = { fine: "bg-waiting-bar", near: "bg-near-bar", over: "bg-over-bar" };

function Row({ standing, span, from }: { standing: Standing; span: QueueStats | undefined; from: string | undefined }) {
  const format = useFormat();
  const { id, name, stats, queue, wait, urgency } = standing;
  const share = wait === undefined || queue === undefined ? 0 : Math.min(1, Math.max(0, wait / (queue.waitLimit * 1000)));
  const cell = (column: Column): string => `px-1 sm:px-2 py-1.5 text-right ${shownFrom[column] ?? ""}`;
  const time = (seconds: number | undefined): string => (seconds === undefined ? "–" : formatDuration(seconds * 1000));
  return (
    <tr className="border-t border-line hover:bg-raised">
      <th scope="row" className={`px-2 py-1.5 text-left font-medium sm:pl-4 ${edges[urgency]}`}>
        <div className="flex items-baseline gap-1.5">
          <Link href={queueAddress(id)} title={name} className="min-w-0 truncate hover:underline">
            {name}
          </Link>
          <NewQueue queue={queue} />
        </div>
        <ClosedNow opensAt={stats.opensAt} />
      </th>
      <td className={cell("waiting")}>
        <Count href={waitingIn(id)} value={stats.waiting} shown={format.count(stats.waiting)} ink="text-waiting font-semibold" />
      </td>
      <td className={cell("longest")}>
        {wait === undefined ? (
          <span className="text-muted">–</span>
        ) : (
          <Link href={waitingIn(id)} className="hover:underline">
            <Duration ms={wait} urgency={urgency} />
          </Link>
        )}
        <div aria-hidden className="mt-0.5 h-1 overflow-hidden rounded-full bg-raised">
          <div className={`h-full rounded-full ${bars[urgency]}`} style={{ width: `${share * 100}%` }} />
        </div>
      </td>
      <td className={cell("active")}>
        <Count href={inStatus("active", id)} value={stats.active} shown={format.count(stats.active)} />
      </td>
      <td className={cell("level")}>
        {span?.serviceLevel === undefined ? (
          <span className="text-muted">–</span>
        ) : (
          <Link href={waitedTooLong({ from, queueId: id })} className="hover:underline">
            <ServiceLevel value={span.serviceLevel} of={span} />
          </Link>
        )}
      </td>
      <td className={cell("abandoned")}>
        <Count
          href={abandoned({ from, queueId: id })}
          value={span?.abandoned}
          shown={span === undefined ? "–" : format.count(span.abandoned)}
        />
      </td>
      <td className={cell("offered")}>
        <Count href={offered({ from, queueId: id })} value={span?.offered} shown={span === undefined ? "–" : format.count(span.offered)} />
      </td>
      <td className={cell("asa")}>
        <Count href={waited({ from, queueId: id })} value={span?.asa} shown={time(span?.asa)} />
      </td>
      <td className={cell("aht")}>
        <Count href={handled({ from, queueId: id })} value={span?.aht} shown={time(span?.aht)} />
      </td>
    </tr>
  );
}

/** A figure and the calls behind it; of nothing there is nothing to see. */
function Count({ href, value, shown, ink = "" }: { href: string; value: number | undefined; shown: string; ink?: string }) {
  if (value === undefined || value === 0) return <span className="text-muted">{shown}</span>;
  return (
    <Link href={href} className={`hover:underline ${ink}`}>
      {shown}
    </Link>
  );
}
