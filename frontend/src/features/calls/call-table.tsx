import { Phone, Video } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Link } from "wouter";
import type { Call, QueueView } from "../../contracts";
import { useText } from "../../i18n/language";
import { useQueues, useServices } from "../../lib/services";
import { CallTime } from "../../ui/call-time";
import { Flags } from "../../ui/flags";
import { Moment } from "../../ui/moment";
import { StatusBadge } from "../../ui/status-badge";

interface Props {
  readonly calls: readonly Call[];
  /** The filter's query, kept in the links so that closing a call comes back here. */
  readonly query: string;
  readonly openCall: string | undefined;
}

/** Calls, newest first: a table, or on narrow screens a list of cards with the same roles. */
export function CallTable({ calls, query, openCall }: Props) {
  const text = useText().calls;
  const queues = useQueues();
  const { clock } = useServices();
  const [openedAt] = useState(() => clock.now());
  const heads = [text.status, text.time, text.call, text.queue, text.agent, text.flags, text.started];
  return (
    <table role="table" className="w-full max-md:block">
      <thead role="rowgroup" className="border-b border-line text-left text-xs text-muted max-md:sr-only">
        <tr role="row">
          {heads.map((head) => (
            <th key={head} role="columnheader" scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-y divide-line max-md:block" onKeyDown={moveByArrows}>
        {calls.map((call) => (
          <CallRow
            key={call.id}
            call={call}
            queue={queues.of(call.queueId)}
            href={`/calls/${encodeURIComponent(call.id)}${query && `?${query}`}`}
            open={call.id === openCall}
            arrived={openedAt !== undefined && Date.parse(call.startTime) > openedAt}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly call: Call;
  readonly queue: QueueView | undefined;
  readonly href: string;
  readonly open: boolean;
  readonly arrived: boolean;
}

const cell = "px-3 py-2 align-middle max-md:p-0";

function CallRow({ call, queue, href, open, arrived }: RowProps) {
  const text = useText();
  const TypeIcon = call.type === "video" ? Video : Phone;
  return (
    <tr
      role="row"
      className={`relative transition-colors hover:bg-raised max-md:grid max-md:grid-cols-[1fr_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3 ${
        open ? "bg-accent-soft" : ""
      } ${arrived ? "animate-arrive" : ""}`}
    >
      <td role="cell" className={`${cell} md:w-px md:pl-4`}>
        <StatusBadge status={call.status} />
      </td>
      <td role="cell" className={`${cell} max-md:text-right md:w-px md:min-w-20`}>
        <CallTime call={call} queue={queue} />
      </td>
      <td role="cell" className={`${cell} max-md:col-span-2`}>
        <span className="inline-flex items-center gap-1.5">
          <TypeIcon aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="sr-only">{text.type[call.type]}</span>
          <Link
            id={`call-${call.id}`}
            href={href}
            aria-current={open ? "true" : undefined}
            className="font-mono text-[0.8125rem] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {call.id}
          </Link>
        </span>
      </td>
      <td role="cell" className={`${cell} max-md:text-muted`}>
        {queue?.displayName ?? call.queueId}
      </td>
      <td role="cell" className={`${cell} max-md:text-right`}>
        {call.agentId ?? <span className="text-muted" aria-label={text.calls.noAgent}>–</span>}
      </td>
      <td role="cell" className={`${cell} max-md:col-span-2 max-md:empty:hidden`}>
        {call.flags.length > 0 && <Flags rules={call.flags} />}
      </td>
      <td role="cell" className={`${cell} text-muted max-md:hidden md:w-px md:pr-4`}>
        <Moment at={call.startTime} />
      </td>
    </tr>
  );
}

/** Up and down go from call to call. */
function moveByArrows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
