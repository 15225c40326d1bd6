import { Phone, Video } from "lucide-react";
import { memo, useSyncExternalStore } from "react";
import { Link } from "wouter";
import type { Call, QueueView } from "../contracts";
import { useText } from "../i18n/language";
import { callAddress } from "../lib/address";
import { elapsed, holdOf, lengthOf, limitOf, pressureOf, waitOf, type Pressure } from "../lib/duration";
import { useServerClock, useServerNow } from "../lib/services";
import { columnsFor, rowGrid, type Column } from "./call-columns";
import { CallTime } from "./call-time";
import { Duration } from "./duration";
import { Flags } from "./flags";
import { Moment } from "./moment";
import { StatusBadge } from "./status-badge";

interface Props {
  readonly call: Call;
  readonly queue: QueueView | undefined;
  /** The filter's query, kept in the link so that closing the call comes back here. */
  readonly query: string;
  readonly open: boolean;
  /** Whether a call is open beside the table, which leaves it less room. */
  readonly beside: boolean;
  readonly arrived: boolean;
  /** Its place in the whole list, from 0. */
  readonly index?: number;
}

const ages: Record<Pressure, string> = {
  fine: "hover:bg-raised",
  near: "bg-near-soft/50 shadow-[inset_3px_0_var(--color-near-bar)]",
  over: "bg-over-soft/60 shadow-[inset_3px_0_var(--color-over-bar)]",
};

/** One call as a row, or on narrow screens as a card. It ages as its limit comes near. */
export const CallRow = memo(function CallRow({ call, queue, query, open, beside, arrived, index }: Props) {
  const pressure = usePressure(call, queue);
  return (
    <tr
      role="row"
      aria-rowindex={index === undefined ? undefined : index + 2}
      className={`relative grid h-[var(--row)] items-center overflow-hidden border-b border-line [contain:layout_paint_style] max-lg:grid-cols-[minmax(0,1fr)_auto] max-lg:content-center max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 ${rowGrid} ${
        open ? "bg-accent-soft" : ages[pressure]
      } ${arrived ? "animate-arrive" : ""}`}
    >
      {columnsFor(beside).map((column) => (
        <td key={column.id} role="cell" className={`${cell} ${cells[column.id]} ${column.wide ? "max-xl:hidden" : ""}`}>
          <Content column={column.id} call={call} queue={queue} query={query} open={open} />
        </td>
      ))}
    </tr>
  );
});

const cell = "min-w-0 overflow-hidden px-2 whitespace-nowrap first:pl-4 last:pr-4 max-lg:p-0! max-lg:empty:hidden";

const cells: Record<Column["id"], string> = {
  status: "",
  time: "max-lg:text-right",
  call: "max-lg:col-span-2",
  queue: "truncate max-lg:text-muted",
  agent: "truncate max-lg:text-right",
  wait: "text-right tabular-nums max-lg:hidden",
  hold: "text-right tabular-nums max-lg:hidden",
  duration: "text-right tabular-nums max-lg:hidden",
  flags: "max-lg:col-span-2",
  started: "text-muted max-lg:hidden",
};

type ContentProps = Pick<Props, "call" | "queue" | "query" | "open"> & { readonly column: Column["id"] };

function Content({ column, call, queue, query, open }: ContentProps) {
  const text = useText();
  switch (column) {
    case "status":
      return <StatusBadge status={call.status} />;
    case "time":
      return <CallTime call={call} queue={queue} countdown />;
    case "call":
      return <CallLink call={call} query={query} open={open} />;
    case "queue":
      return queue?.displayName ?? call.queueId;
    case "agent":
      return call.agentId ?? <span className="text-muted" aria-label={text.calls.noAgent}>–</span>;
    case "wait":
      return <Ticking of={waitOf} call={call} />;
    case "hold":
      return <Ticking of={holdOf} call={call} />;
    case "duration":
      return <Ticking of={lengthOf} call={call} />;
    case "flags":
      return call.flags.length > 0 ? <Flags rules={call.flags} inOneLine /> : null;
    case "started":
      return <Moment at={call.startTime} />;
  }
}

function CallLink({ call, query, open }: Pick<Props, "call" | "query" | "open">) {
  const text = useText();
  const TypeIcon = call.type === "video" ? Video : Phone;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <TypeIcon aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="sr-only">{text.type[call.type]}</span>
      <Link
        id={`call-${call.id}`}
        href={callAddress(call.id, query)}
        aria-current={open ? "true" : undefined}
        title={call.id}
        className="truncate py-1 font-mono text-[0.8125rem] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {call.id}
      </Link>
    </span>
  );
}

function Ticking({ of, call }: { of(call: Call, now: number | undefined): number | undefined; call: Call }) {
  const ms = of(call, useServerNow());
  return ms === 0 ? <span className="text-muted">–</span> : <Duration ms={ms} />;
}

/** Changes only when the call passes from fine to near to over, so that a row isn't drawn every second. */
function usePressure(call: Call, queue: QueueView | undefined): Pressure {
  const { subscribe, now } = useServerClock();
  return useSyncExternalStore(subscribe, () => {
    const ms = call.status === "ended" ? undefined : elapsed(call, now());
    return ms === undefined ? "fine" : pressureOf(ms, limitOf(call, queue));
  });
}

/** Stands where a call is being read. */
export function PendingRow({ beside }: { beside: boolean }) {
  return (
    <tr aria-hidden className={`grid h-[var(--row)] items-center border-b border-line ${rowGrid}`}>
      {columnsFor(beside).map((column) => (
        <td key={column.id} className={`${cell} ${column.wide ? "max-xl:hidden" : ""}`}>
          <div className="h-4 rounded bg-raised" />
        </td>
      ))}
    </tr>
  );
}
