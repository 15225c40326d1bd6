import { useFormat, useText } from "../../i18n/language";
import { formatDuration, isoDuration, type Urgency } from "../../lib/duration";
import type { Standing } from "../../lib/standing";
import { targetOf, verdictOf } from "../../lib/windows";
import { Fit, widthInEm } from "../../ui/fit";
import { UrgencyIcon } from "./numbers";

/** The edge and the wait are coloured; a whole coloured row would be too much on a large screen. */
const edges: Record<Urgency, string> = {
  fine: "",
  near: "shadow-[inset_0.8vmin_0_var(--color-near-bar)]",
  over: "shadow-[inset_0.8vmin_0_var(--color-over-bar)]",
};
const grounds: Record<Urgency, string> = { fine: "", near: "bg-near-soft text-near", over: "bg-over-soft text-over" };
const levels = { met: "text-active", near: "text-near", missed: "text-over" };

/** The columns that narrow and upright screens have no room for. */
const WIDE = "max-md:hidden portrait:hidden";

/** The worst queues, a row each. */
export function QueueRows({ standings }: { standings: readonly Standing[] }) {
  const text = useText().overview;
  return (
    <table className="min-h-0 w-full flex-1 table-fixed border-separate border-spacing-y-[0.7vmin]">
      <thead>
        <tr className="h-[1em] text-muted">
          <th scope="col" className="w-[30%] px-[2vmin] text-left font-normal">
            {text.queues}
          </th>
          <Head name={text.waiting} />
          <Head name={text.longestWait} />
          <Head name={text.active} className={WIDE} />
          <Head name={text.onHold} className={WIDE} />
          <Head name={text.serviceLevel} />
          <Head name={text.abandonedShort} className={WIDE} />
        </tr>
      </thead>
      <tbody>
        {standings.map((standing) => (
          <Row key={standing.id} standing={standing} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ name, className = "" }: { name: string; className?: string }) {
  const longest = Math.max(...name.split(" ").map(widthInEm));
  return (
    <th scope="col" className={`px-[0.8vmin] align-bottom font-normal last:pr-[2vmin] ${className}`}>
      {/* As small as its longest word needs. */}
      <div className="@container text-right leading-tight">
        <div style={{ fontSize: `min(1em, calc(100cqi / ${longest.toFixed(2)}))` }}>{name}</div>
      </div>
    </th>
  );
}

function Row({ standing: { name, stats, wait, urgency } }: { standing: Standing }) {
  const format = useFormat();
  const { verdict, pressure } = useText();
  const level = stats.serviceLevel;
  const inkOf = (value: number, ink: string): string => (value === 0 ? "text-muted" : ink);
  return (
    <tr className="bg-surface">
      <th scope="row" className={`rounded-l-[1.5vmin] px-[2vmin] text-left leading-[1.1] font-semibold ${edges[urgency]}`}>
        <div className="line-clamp-2 text-[1.5em] break-words max-md:text-[1.15em] portrait:text-[1.15em]">{name}</div>
      </th>
      <Cell text={format.count(stats.waiting)} ink={inkOf(stats.waiting, "text-waiting")} />
      <Cell
        text={wait === undefined ? "–" : formatDuration(wait)}
        ink={wait === undefined ? "text-muted" : ""}
        ground={grounds[urgency]}
        iso={wait === undefined ? undefined : isoDuration(wait)}
        meaning={pressure[urgency]}
      />
      <Cell text={format.count(stats.active)} ink={inkOf(stats.active, "text-active")} className={WIDE} />
      <Cell text={format.count(stats.onHold)} ink={inkOf(stats.onHold, "text-hold")} className={WIDE} />
      <Cell
        text={level === undefined ? "–" : format.percent(level)}
        ink={level === undefined ? "text-muted" : levels[verdictOf(level, targetOf(stats))]}
        meaning={level === undefined ? "" : verdict[verdictOf(level, targetOf(stats))]}
      />
      <Cell
        text={stats.abandonmentRate === undefined ? "–" : format.percent(stats.abandonmentRate)}
        ink={stats.abandonmentRate === undefined ? "text-muted" : ""}
        className={WIDE}
      />
    </tr>
  );
}

interface CellProps {
  readonly text: string;
  readonly ink: string;
  readonly ground?: string;
  readonly iso?: string | undefined;
  readonly meaning?: string;
  readonly className?: string;
}

function Cell({ text, ink, ground = "", iso, meaning = "", className = "" }: CellProps) {
  return (
    <td className={`px-[0.8vmin] last:rounded-r-[1.5vmin] last:pr-[2vmin] ${className}`}>
      <div className={`rounded-[1vmin] px-[0.8vmin] py-[0.5vmin] ${ground}`}>
        <div className={`@container text-right font-semibold tabular-nums ${ink}`}>
          <Fit text={text} most="2em">
            {iso === undefined ? text : <time dateTime={iso}>{text}</time>}
          </Fit>
          {meaning !== "" && <span className="sr-only">, {meaning}</span>}
        </div>
      </div>
    </td>
  );
}

/** The other queues, small: a name, who waits, and for how long. */
export function QueueCells({ standings, hidden, hiddenOver }: { standings: readonly Standing[]; hidden: number; hiddenOver: number }) {
  const { wallboard: text, overview, pressure } = useText();
  const format = useFormat();
  if (standings.length === 0) return null;
  return (
    <section aria-label={text.others} className="flex flex-col gap-[0.7vmin]">
      <ul className="grid grid-cols-2 gap-[0.7vmin] md:landscape:grid-cols-4">
        {standings.map(({ id, name, stats, wait, urgency }) => (
          <li
            key={id}
            className={`flex min-w-0 items-center gap-[0.5em] rounded-[1vmin] bg-surface px-[1.2vmin] py-[0.4vmin] ${edges[urgency]}`}
          >
            <UrgencyIcon urgency={urgency} />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="shrink-0 font-semibold whitespace-nowrap tabular-nums">
              <span className={stats.waiting === 0 ? "text-muted" : "text-waiting"}>{format.count(stats.waiting)}</span>
              <span className="sr-only"> {overview.waiting.toLowerCase()}</span>
              {wait !== undefined && (
                <>
                  {" · "}
                  <time dateTime={isoDuration(wait)} className={urgency === "over" ? "text-over" : urgency === "near" ? "text-near" : ""}>
                    {formatDuration(wait)}
                  </time>
                  {urgency !== "fine" && <span className="sr-only">, {pressure[urgency]}</span>}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p className={hiddenOver > 0 ? "font-semibold text-over" : "text-muted"}>
          {hiddenOver > 0 ? text.moreOver(format.number(hidden), format.number(hiddenOver)) : text.moreCalm(format.number(hidden))}
        </p>
      )}
    </section>
  );
}
