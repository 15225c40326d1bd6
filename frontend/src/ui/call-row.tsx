import { Phone, Video } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { Call, QueueView } from "../contracts";
import type { Dictionary } from "../i18n/en";
import { useText } from "../i18n/language";
import { callAddress } from "../lib/address";
import type { ColumnId } from "../lib/columns";
import { elapsed, holdOf, lengthOf, limitOf, type Urgency, urgencyOf, waitOf } from "../lib/duration";
import { nameOf, personOf } from "../lib/parties";
import { useTicking } from "../lib/services";
import { type Column, rowGrid } from "./call-columns";
import { CallTime } from "./call-time";
import { CopyId } from "./copy-id";
import { Duration } from "./duration";
import { FirstFlag } from "./flags";
import { StatusBadge } from "./status-badge";
import { Timestamp } from "./timestamp";

interface Props {
  readonly call: Call;
  readonly queue: QueueView | undefined;
  /** The filter's query, kept in the link so that closing the call comes back here. */
  readonly query: string;
  readonly open: boolean;
  readonly columns: readonly Column[];
  readonly arrived: boolean;
  /** Its index in the whole list. */
  readonly index?: number;
}

const urgencyClasses: Record<Urgency, string> = {
  fine: "hover:bg-raised",
  near: "bg-near-soft/50 shadow-[inset_3px_0_var(--color-near-bar)]",
  over: "bg-over-soft/60 shadow-[inset_3px_0_var(--color-over-bar)]",
};

/**
 * One call as a row, or on narrow screens as a card. Its colour changes as its limit comes near.
 *
 * Scrolling renders hundreds of these: a cell has as few elements as possible, and none of them is positioned or clipped
 * without need, since each of those is a layer to paint.
 */
export const CallRow = memo(function CallRow({ call, queue, query, open, columns, arrived, index }: Props) {
  const text = useText();
  // Changes only from fine to near to over, so that a row does not render every second.
  const urgency = useTicking((now) => urgencyNow(call, queue, now));
  return (
    <tr
      role="row"
      aria-rowindex={index === undefined ? undefined : index + 2}
      className={`group grid has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent h-[var(--row)] items-center border-b border-line [contain:strict] max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:content-center max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 ${rowGrid} ${
        open ? "bg-accent-soft" : urgencyClasses[urgency]
      } ${arrived ? "animate-arrive" : ""}`}
    >
      {columns.map(({ id, wide }) => (
        <td
          key={id}
          role="cell"
          data-name={onCard.includes(id) ? text.calls.column[id] : undefined}
          className={`${cell} ${cells[id]} ${wide ? "lg:max-xl:hidden" : ""}`}
        >
          {contentOf(id, text, call, queue, query, open)}
        </td>
      ))}
    </tr>
  );
});

/** Columns that make a card higher. */
export const onCard: readonly ColumnId[] = ["wait", "hold", "duration"];

const cell = "min-w-0 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-lg:p-0! max-lg:empty:hidden";

/** On a card it has its name before it, and a place that makes the card higher. */
const extra =
  "text-right tabular-nums max-lg:order-8 max-lg:text-left max-lg:text-xs max-lg:before:mr-1 max-lg:before:text-muted max-lg:before:content-[attr(data-name)]";

/** The order on a card, independent of the table's. */
const cells: Record<ColumnId, string> = {
  status: "max-lg:order-1",
  time: "max-lg:order-2 max-lg:text-right",
  call: "max-lg:order-3 max-lg:col-span-2",
  caller: "truncate max-lg:hidden",
  queue: "truncate max-lg:order-4 max-lg:text-muted",
  agent: "truncate max-lg:order-5 max-lg:text-right",
  wait: extra,
  hold: extra,
  duration: extra,
  flags: "lg:pl-6! max-lg:order-6",
  started: "text-muted max-lg:order-7 max-lg:col-start-2 max-lg:text-right max-lg:text-xs",
};

function contentOf(id: ColumnId, text: Dictionary, call: Call, queue: QueueView | undefined, query: string, open: boolean): ReactNode {
  switch (id) {
    case "status":
      return <StatusBadge call={call} />;
    case "time":
      return <CallTime call={call} queue={queue} countdown inRow />;
    case "call":
      return <CallLink call={call} query={query} open={open} label={text.type[call.type]} />;
    case "caller":
      return <Caller call={call} />;
    case "queue":
      return queue?.displayName ?? call.queueId;
    case "agent":
      return call.agentId === undefined ? (
        <Nothing label={call.status === "ended" ? text.calls.neverAgent : text.calls.noAgent} />
      ) : (
        <WithEnd id={call.agentId} />
      );
    case "wait":
      return <Ticking of={waitOf} call={call} />;
    case "hold":
      return <Ticking of={holdOf} call={call} />;
    case "duration":
      return <Ticking of={lengthOf} call={call} />;
    case "flags":
      return call.flags.length > 0 ? <FirstFlag rules={call.flags} /> : null;
    case "started":
      return <Timestamp at={call.startTime} />;
  }
}

/**
 * An id in one piece, so that it can be selected: where there is no room its beginning is cut off, since ids of one system
 * differ at their ends.
 */
function WithEnd({ id }: { id: string }) {
  return (
    <span title={id} className="block truncate text-left [direction:rtl] max-lg:text-right">
      <bdi dir="ltr">{id}</bdi>
    </span>
  );
}

/** The link is the icon alone: browsers select no text in a link. A click on the row follows it, see `openRow`. */
function CallLink({ call, query, open, label }: Pick<Props, "call" | "query" | "open"> & { label: string }) {
  const TypeIcon = call.type === "video" ? Video : Phone;
  return (
    <span className="flex min-w-0 items-center">
      <a
        id={`call-${call.id}`}
        href={callAddress(call.id, query)}
        aria-current={open ? "true" : undefined}
        title={label}
        className="-ml-1.5 shrink-0 scroll-mt-28 p-1.5 text-muted outline-none"
      >
        <TypeIcon aria-hidden className="size-3.5" />
        <span className="sr-only">{call.id}</span>
      </a>
      <span aria-hidden title={call.id} className="min-w-0 truncate py-1 text-left font-mono text-[0.8125rem] [direction:rtl]">
        <bdi dir="ltr">{call.id}</bdi>
      </span>
      <CopyId id={call.id} inRow />
      <span className="ml-auto max-w-[60%] shrink-0 truncate pl-3 text-muted lg:hidden">
        <Caller call={call} />
      </span>
    </span>
  );
}

function Caller({ call }: { call: Call }) {
  const person = personOf(call);
  return person && <span title={nameOf(person)}>{nameOf(person)}</span>;
}

function Ticking({ of, call }: { of(call: Call, now: number | undefined): number | undefined; call: Call }) {
  const ms = useTicking((now) => wholeSeconds(of(call, now)));
  return ms === 0 ? <Nothing /> : <Duration ms={ms} />;
}

function Nothing({ label }: { label?: string }) {
  if (label === undefined) return <span className="text-muted">–</span>;
  return (
    <span role="img" aria-label={label} className="text-muted">
      –
    </span>
  );
}

function wholeSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.floor(ms / 1000) * 1000;
}

function urgencyNow(call: Call, queue: QueueView | undefined, now: number | undefined): Urgency {
  const ms = call.status === "ended" ? undefined : elapsed(call, now);
  return ms === undefined ? "fine" : urgencyOf(ms, limitOf(call, queue));
}

/** Placeholder for a call that is loading. */
export function PendingRow({ columns }: { columns: readonly Column[] }) {
  return (
    <tr aria-hidden className={`grid h-[var(--row)] items-center border-b border-line [contain:strict] max-lg:grid-cols-2 ${rowGrid}`}>
      {columns.map(({ id, wide }) => (
        <td key={id} className={`${cell} ${wide ? "lg:max-xl:hidden" : ""}`}>
          <div className="h-4 rounded bg-raised" />
        </td>
      ))}
    </tr>
  );
}
