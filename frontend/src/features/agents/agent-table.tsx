import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import { callAddress, followLink } from "../../lib/address";
import { type AgentSort, nameOfAgent, type PlacedAgent } from "../../lib/agents";
import { formatDuration } from "../../lib/duration";
import { usePrinting } from "../../lib/printing";
import { useQueues } from "../../lib/services";
import { AgentStateBadge } from "../../ui/agent-state-badge";
import { AgentTime } from "../../ui/agent-time";
import { Term } from "../../ui/term";
import { Missed } from "./missed";

/** In px, until it is measured. */
const ROW = 37;
const OVERSCAN = 8;

type SortBy = (by: AgentSort | undefined) => void;

/** Many agents, a line each, of which only those in sight are rendered. */
export function AgentTable({ placed, sort, sortBy }: { placed: readonly PlacedAgent[]; sort: AgentSort | undefined; sortBy: SortBy }) {
  const { agents: text, overview: averages } = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const printing = usePrinting();
  const hasOccupancy = placed.some(({ agent }) => agent.occupancy !== undefined);
  const virtual = useWindowVirtualizer({ count: placed.length, estimateSize: () => ROW, overscan: OVERSCAN, scrollMargin: top });
  // What is above may be of another height at another width.
  useLayoutEffect(() => {
    const measure = (): void => setTop(Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY));
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <div className="overflow-clip rounded-xl border border-line bg-surface">
      <table aria-label={text.title} aria-rowcount={placed.length + 1} className="w-full table-fixed tabular-nums">
        <thead className="text-xs text-muted">
          <tr>
            <Head className="w-[34%] text-left sm:w-[20%] sm:pl-4" by="name" {...{ sort, sortBy }}>
              {text.agent}
            </Head>
            <Head className="w-[38%] text-left sm:w-[18%] lg:w-[14%]" by={undefined} {...{ sort, sortBy }}>
              {text.stateName}
            </Head>
            <Head className="text-right sm:w-[13%] lg:w-[10%]" by="since" {...{ sort, sortBy }}>
              {text.since}
            </Head>
            <Head className="w-[17%] text-left max-md:hidden">{text.queue}</Head>
            <Head className="w-[19%] text-left max-sm:hidden">{text.call}</Head>
            <Head className="text-right max-sm:hidden" by="handled" {...{ sort, sortBy }}>
              {text.handled}
            </Head>
            <Head className="text-right max-sm:hidden">{text.missed}</Head>
            {hasOccupancy && (
              <Head className="text-right max-lg:hidden print:hidden" by="occupancy" {...{ sort, sortBy }}>
                <abbr title={text.occupancyMeaning} className="no-underline">
                  {text.occupancy}
                </abbr>
              </Head>
            )}
            <Head className="text-right max-lg:hidden print:hidden">
              <Term short={text.averageHandle} long={averages.aht} hint={averages.ahtMeaning} />
            </Head>
          </tr>
        </thead>
        <tbody ref={body}>
          {printing ? (
            placed.map((one, index) => <Row key={one.agent.agentId} placed={one} index={index} hasOccupancy={hasOccupancy} />)
          ) : (
            <>
              {above > 0 && <Gap height={above} />}
              {items.map(({ index }) => {
                const one = placed[index];
                return (
                  one && (
                    <Row key={one.agent.agentId} placed={one} index={index} hasOccupancy={hasOccupancy} measure={virtual.measureElement} />
                  )
                );
              })}
              {below > 0 && <Gap height={below} />}
            </>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly className: string;
  /** What a click sorts by; by state where it is undefined, and not at all where it is left out. */
  readonly by?: AgentSort | undefined;
  readonly sort?: AgentSort | undefined;
  readonly sortBy?: SortBy;
  readonly children: ReactNode;
}

function Head({ className, by, sort, sortBy, children }: HeadProps) {
  const text = useText().agents;
  const sorted = sortBy !== undefined && by === sort;
  return (
    <th
      scope="col"
      aria-sort={!sorted ? undefined : by === undefined || by === "name" ? "ascending" : "descending"}
      className={`px-2 py-2 font-medium break-words hyphens-auto ${className}`}
    >
      {sortBy === undefined ? (
        children
      ) : (
        <button type="button" title={text.sortedBy} onClick={() => sortBy(by)} className={`hover:text-ink ${sorted ? "text-ink" : ""}`}>
          {children}
        </button>
      )}
    </th>
  );
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}

interface RowProps {
  readonly placed: PlacedAgent;
  readonly index: number;
  readonly hasOccupancy: boolean;
  measure?(row: HTMLTableRowElement | null): void;
}

function Row({ placed: { agent }, index, hasOccupancy, measure }: RowProps) {
  const text = useText().agents;
  const format = useFormat();
  const { agentId, callId, queueId, handledToday, missedToday, averageHandleTime } = agent;
  const queues = useQueues();
  const queue = queueId === undefined ? "" : (queues.of(queueId)?.displayName ?? queueId);
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="break-inside-avoid border-t border-line hover:bg-raised">
      <th scope="row" className="px-2 py-1.5 text-left font-medium sm:pl-4">
        <a
          href={`/calls?agentId=${encodeURIComponent(agentId)}`}
          onClick={followLink}
          title={agentId}
          className="block truncate hover:underline"
        >
          {nameOfAgent(agent)}
          {agent.team !== undefined && <span className="ml-2 text-xs font-normal text-muted">{agent.team}</span>}
        </a>
      </th>
      <td className="px-2 py-1.5">
        <AgentStateBadge state={agent.state} />
      </td>
      <td className="px-2 py-1.5 text-right">
        <AgentTime agent={agent} />
      </td>
      <td className="truncate px-2 py-1.5 text-muted max-md:hidden">{queue}</td>
      <td className="truncate px-2 py-1.5 max-sm:hidden">
        {callId === undefined ? (
          <span className="text-muted">{agent.reason ?? text.free}</span>
        ) : (
          <a
            href={callAddress(callId)}
            onClick={followLink}
            title={callId}
            className="font-mono text-[0.8125rem] underline decoration-line underline-offset-4"
          >
            {callId}
          </a>
        )}
      </td>
      <td className="px-2 py-1.5 text-right max-sm:hidden">{format.number(handledToday)}</td>
      <td className="px-2 py-1.5 text-right max-sm:hidden">
        <Missed agentId={agentId} count={missedToday} />
      </td>
      {hasOccupancy && (
        <td className="px-2 py-1.5 text-right max-lg:hidden print:hidden">
          {agent.occupancy === undefined ? "–" : format.percent(agent.occupancy)}
        </td>
      )}
      <td className="px-2 py-1.5 text-right max-lg:hidden print:hidden">
        {averageHandleTime === undefined ? "–" : formatDuration(averageHandleTime * 1000)}
      </td>
    </tr>
  );
}
