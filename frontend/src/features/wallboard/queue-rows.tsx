import type { QueueStats, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, type Urgency, urgencyOf } from "../../lib/duration";
import { useServerNow } from "../../lib/services";
import { Duration } from "../../ui/duration";
import { ServiceLevel } from "../../ui/service-level";
import { rotatingPage } from "./rotation";

const ROWS = 8;
const PAGE_MS = 12_000;
/** The edge and the wait are coloured; a whole coloured row would be too much on a large screen. */
const edges: Record<Urgency, string> = {
  fine: "",
  near: "shadow-[inset_0.8vmin_0_var(--color-near-bar)]",
  over: "shadow-[inset_0.8vmin_0_var(--color-over-bar)]",
};
const grounds: Record<Urgency, string> = { fine: "", near: "bg-near-soft", over: "bg-over-soft" };

/** The queues, a row each; if they don't fit, pages that rotate. */
export function QueueRows({ stats, queues }: { stats: readonly QueueStats[]; queues: readonly QueueView[] }) {
  const text = useText().overview;
  const now = useServerNow();
  const { rows, page, pages } = rotatingPage(stats, ROWS, now ?? 0, PAGE_MS);
  const heads = [text.waiting, text.longestWait, text.active, text.onHold, text.serviceLevel, text.asaShort, text.abandonedShort];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <table className="w-full flex-1 table-fixed border-separate border-spacing-y-[1vmin]">
        <thead>
          <tr className="h-[1em] text-muted">
            <th scope="col" className="w-[26%] max-md:w-[34%] px-[2vmin] text-left font-normal">
              {pages > 1 ? `${text.queues} ${page + 1} / ${pages}` : text.queues}
            </th>
            {heads.map((head, place) => (
              <th
                key={head}
                scope="col"
                className={`px-[1vmin] text-right align-bottom font-normal last:pr-[2vmin] ${ESSENTIAL.includes(place) ? "" : "max-md:hidden"}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.queueId} row={row} queue={queues.find((queue) => queue.id === row.queueId)} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The columns shown on a phone: waiting, longest wait and service level. */
const ESSENTIAL: readonly number[] = [0, 1, 4];

const cell =
  "px-[1vmin] text-right text-[2.1em] max-md:text-[1.6em] font-semibold tabular-nums whitespace-nowrap last:rounded-r-[1.5vmin] last:pr-[2vmin] [&_svg]:size-[0.6em]";

function Row({ row, queue, now }: { row: QueueStats; queue: QueueView | undefined; now: number | undefined }) {
  const format = useFormat();
  const wait = row.oldestWaitingSince === undefined || now === undefined ? undefined : now - Date.parse(row.oldestWaitingSince);
  const urgency = wait === undefined ? "fine" : urgencyOf(wait, queue?.waitLimit);
  const count = (value: number, ink: string) => <span className={value === 0 ? "text-muted" : ink}>{format.number(value)}</span>;
  const dash = <span className="text-muted">–</span>;
  return (
    <tr className="bg-surface">
      <th
        scope="row"
        className={`truncate rounded-l-[1.5vmin] px-[2vmin] text-left text-[1.7em] max-md:text-[1.2em] max-md:whitespace-normal font-semibold ${edges[urgency]}`}
      >
        {queue?.displayName ?? row.queueId}
      </th>
      <td className={cell}>{count(row.waiting, "text-waiting")}</td>
      <td className={cell}>
        {/* Keeps all rows equally high. */}
        {wait === undefined ? (
          <span className="inline-block py-[0.6vmin]">{dash}</span>
        ) : (
          <span
            className={`-mr-[1vmin] inline-block rounded-[1vmin] px-[1vmin] py-[0.6vmin] [&>span]:flex-row-reverse ${grounds[urgency]}`}
          >
            <Duration ms={wait} urgency={urgency} />
          </span>
        )}
      </td>
      <td className={`${cell} max-md:hidden`}>{count(row.active, "text-active")}</td>
      <td className={`${cell} max-md:hidden`}>{count(row.onHold, "text-hold")}</td>
      <td className={cell}>{row.serviceLevel === undefined ? dash : <ServiceLevel value={row.serviceLevel} />}</td>
      <td className={`${cell} max-md:hidden`}>{row.asa === undefined ? dash : formatDuration(row.asa * 1000)}</td>
      <td className={`${cell} max-md:hidden`}>{row.abandonmentRate === undefined ? dash : format.percent(row.abandonmentRate)}</td>
    </tr>
  );
}
