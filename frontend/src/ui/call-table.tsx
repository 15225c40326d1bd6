import { Phone, Video } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { Link } from "wouter";
import type { Call, QueueView } from "../contracts";
import { useText } from "../i18n/language";
import { callAddress } from "../lib/address";
import { useQueues, useServices } from "../lib/services";
import { CallTime } from "./call-time";
import { Flags } from "./flags";
import { Moment } from "./moment";
import { StatusBadge } from "./status-badge";

interface Props {
  readonly calls: readonly Call[];
  /** The filter's query, kept in the links so that closing a call comes back here. */
  readonly query: string;
  readonly openCall?: string | undefined;
}

/** Calls in the order given: a table, or on narrow screens a list of cards with the same roles. */
export function CallTable({ calls, query, openCall }: Props) {
  const text = useText().calls;
  const queues = useQueues();
  const { clock } = useServices();
  const [openedAt] = useState(() => clock.now());
  const heads = [text.status, text.time, text.call, text.queue, text.agent, text.flags, ...(openCall === undefined ? [text.started] : [])];
  return (
    <table role="table" className="w-full max-lg:block">
      <thead role="rowgroup" className="border-b border-line text-left text-xs text-muted max-lg:sr-only">
        <tr role="row">
          {heads.map((head) => (
            <th key={head} role="columnheader" scope="col" className="px-3 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-y divide-line max-lg:block" onKeyDown={moveByArrows}>
        {calls.map((call) => (
          <CallRow
            key={call.id}
            call={call}
            queue={queues.of(call.queueId)}
            href={callAddress(call.id, query)}
            open={call.id === openCall}
            beside={openCall !== undefined}
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
  /** Whether a call is open beside the table, which leaves it less room. */
  readonly beside: boolean;
  readonly arrived: boolean;
}

const cell = "px-3 py-2 align-middle max-lg:p-0";

function CallRow({ call, queue, href, open, beside, arrived }: RowProps) {
  const text = useText();
  const TypeIcon = call.type === "video" ? Video : Phone;
  return (
    <tr
      role="row"
      className={`relative transition-colors hover:bg-raised max-lg:grid max-lg:grid-cols-[1fr_auto] max-lg:items-center max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 ${
        open ? "bg-accent-soft" : ""
      } ${arrived ? "animate-arrive" : ""}`}
    >
      <td role="cell" className={`${cell} lg:w-px lg:pl-4`}>
        <StatusBadge status={call.status} />
      </td>
      <td role="cell" className={`${cell} max-lg:text-right lg:w-px lg:min-w-20`}>
        <CallTime call={call} queue={queue} />
      </td>
      <td role="cell" className={`${cell} max-lg:col-span-2`}>
        <span className="flex min-w-0 items-center gap-1.5">
          <TypeIcon aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="sr-only">{text.type[call.type]}</span>
          <Link
            id={`call-${call.id}`}
            href={href}
            aria-current={open ? "true" : undefined}
            title={call.id}
            className={`truncate font-mono text-[0.8125rem] ${beside ? "lg:max-w-40" : "lg:max-w-72"} after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent`}
          >
            {call.id}
          </Link>
        </span>
      </td>
      <td role="cell" className={`${cell} max-lg:text-muted`}>
        {queue?.displayName ?? call.queueId}
      </td>
      <td role="cell" className={`${cell} max-lg:text-right lg:whitespace-nowrap`}>
        {call.agentId ?? <span className="text-muted" aria-label={text.calls.noAgent}>–</span>}
      </td>
      <td role="cell" className={`${cell} max-lg:col-span-2 max-lg:empty:hidden`}>
        {call.flags.length > 0 && <Flags rules={call.flags} />}
      </td>
      {!beside && (
        <td role="cell" className={`${cell} text-muted max-lg:hidden lg:w-px lg:pr-4`}>
          <Moment at={call.startTime} />
        </td>
      )}
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
