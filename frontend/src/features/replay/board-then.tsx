import { CalendarX } from "lucide-react";
import { useState } from "react";
import type { Call, CallStatus } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import type { Board, Happening } from "../../lib/replay";
import { useQueues, useServerNow } from "../../lib/services";
import { type Standing, standingOf, worstFirst } from "../../lib/standing";
import { Button } from "../../ui/button";
import { columnsOf } from "../../ui/call-columns";
import { CallTable } from "../../ui/call-table";
import { Duration } from "../../ui/duration";
import { Fit } from "../../ui/fit";
import { Notice } from "../../ui/notice";
import { AgentsThen } from "./agents-then";
import { Happenings } from "./happenings";

interface Props {
  readonly board: Board;
  readonly happenings: readonly Happening[];
  /** Whether anything is known of that time. */
  readonly known: boolean;
}

const statuses = ["waiting", "on_hold", "active"] as const;

/** Everything that the board showed at the moment around it. */
export function BoardThen({ board, happenings, known }: Props) {
  const text = useText();
  const now = useServerNow();
  const queues = useQueues();
  if (!known) {
    return (
      <Notice icon={CalendarX} title={text.replay.unknown}>
        <p>{text.replay.unknownHint}</p>
      </Notice>
    );
  }
  const standings = worstFirst(board.queues.map((stats) => standingOf(stats, queues.list, now)));
  return (
    <div className="flex flex-col gap-4">
      <Figures board={board} standings={standings} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Queues standings={standings} board={board} />
        <Happenings happenings={happenings} />
      </div>
      {statuses.map((status) => (
        <Calls key={status} status={status} calls={board.calls.filter((call) => call.status === status)} />
      ))}
      <AgentsThen agents={board.agents} />
    </div>
  );
}

function Figures({ board, standings }: { board: Board; standings: readonly Standing[] }) {
  const text = useText();
  const format = useFormat();
  const count = (status: CallStatus): string => format.count(board.calls.filter((call) => call.status === status).length);
  const [longest] = standings.filter(({ wait }) => wait !== undefined).toSorted((a, b) => (b.wait ?? 0) - (a.wait ?? 0));
  return (
    <dl aria-label={text.replay.figures} className="grid grid-cols-2 gap-3 sm:max-lg:grid-cols-6 lg:grid-cols-5">
      <Figure name={text.overview.waiting} value={count("waiting")} />
      <Figure
        name={text.overview.longestWait}
        value={longest?.wait === undefined ? "–" : formatDuration(longest.wait)}
        note={longest === undefined ? text.replay.nobodyWaits : longest.name}
        over={longest?.urgency === "over" ? text.pressure.over : undefined}
      />
      <Figure name={text.overview.active} value={count("active")} />
      <Figure name={text.overview.onHold} value={count("on_hold")} />
      <Figure name={text.replay.agents} value={format.count(board.agents.length)} />
    </dl>
  );
}

/** @param over what its colour means, for screen readers */
function Figure({ name, value, note, over }: { name: string; value: string; note?: string; over?: string | undefined }) {
  return (
    <div className="flex min-w-0 flex-col rounded-xl border border-line bg-surface p-3.5 max-sm:last:col-span-2 sm:max-lg:col-span-2 sm:max-lg:nth-[n+4]:col-span-3">
      <dt className="truncate text-muted">{name}</dt>
      <dd
        className={`@container mt-1.5 flex h-9 items-end font-semibold tracking-tight tabular-nums ${over === undefined ? "" : "text-over"}`}
      >
        <Fit text={value} most="2.25rem" />
        {over !== undefined && <span className="sr-only">, {over}</span>}
      </dd>
      {note !== undefined && <dd className="mt-1 text-xs break-words text-muted">{note}</dd>}
    </div>
  );
}

function Queues({ standings, board }: { standings: readonly Standing[]; board: Board }) {
  const text = useText();
  const format = useFormat();
  const heads = [text.overview.waiting, text.overview.longestWait, text.overview.active, text.overview.onHold, text.replay.agentCount];
  return (
    <div className="overflow-clip rounded-xl border border-line bg-surface">
      <table aria-label={text.overview.queues} className="w-full table-fixed tabular-nums">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="w-[30%] py-2 pl-4 text-left font-medium">
              {text.overview.queue}
            </th>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={`px-2 py-2 text-right font-medium last:pr-4 ${index > 2 ? "max-sm:hidden" : ""}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {standings.map(({ id, name, stats, wait, urgency }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-2 pl-4 text-left font-medium" title={name}>
                <span className="line-clamp-2 break-words">{name}</span>
              </th>
              <td className="px-2 text-right">{format.count(stats.waiting)}</td>
              <td className="px-2 text-right">
                <Duration ms={wait} urgency={urgency} />
              </td>
              <td className="px-2 text-right">{format.count(stats.active)}</td>
              <td className="px-2 text-right max-sm:hidden">{format.count(stats.onHold)}</td>
              <td className="px-2 pr-4 text-right max-sm:hidden">
                {format.count(board.agents.filter(({ queueId }) => queueId === id).length)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who called isn't replayed. */
const columns = columnsOf(["status", "time", "call", "queue", "agent", "hold", "duration", "flags", "started"]);
const SHOWN = 10;
/** More rows than this are no help to anybody, and cost time at every tick. */
const MOST_SHOWN = 200;

function Calls({ status, calls }: { status: (typeof statuses)[number]; calls: readonly Call[] }) {
  const text = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const heading = `${status}-then`;
  const { waiting, active, onHold } = text.overview;
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-2">
      <h2 id={heading} className="flex items-baseline gap-2 font-semibold">
        {{ waiting, active, on_hold: onHold }[status]} <span className="text-muted tabular-nums">{format.number(calls.length)}</span>
      </h2>
      {calls.length === 0 ? (
        <p className="text-muted">{text.replay.none}</p>
      ) : (
        <div className="overflow-clip rounded-xl border border-line bg-surface [--row:7.5rem] lg:[--row:2.5rem]">
          <CallTable calls={calls.slice(0, all ? MOST_SHOWN : SHOWN)} query="" label={text.status[status]} columns={columns} />
        </div>
      )}
      {!all && calls.length > SHOWN && (
        <Button className="self-start" onClick={() => setAll(true)}>
          {text.replay.showAll(format.number(Math.min(calls.length, MOST_SHOWN)))}
        </Button>
      )}
    </section>
  );
}
