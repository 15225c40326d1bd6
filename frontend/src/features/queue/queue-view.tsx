import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { QueueView as Queue, QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { nameOfAgent, placeAgents } from "../../lib/agents";
import { formatDuration, urgencyOf } from "../../lib/duration";
import { PAGE_SIZE, unfiltered } from "../../lib/filter";
import { abandoned, answered, type Counted, endedAs, handled, inStatus, offered, waited, waitedTooLong, waitingIn } from "../../lib/links";
import { callsQuery } from "../../lib/queries";
import { useCallSubscriptions, useQueues, useServerNow, useServices } from "../../lib/services";
import { useStats } from "../../lib/statistics";
import { agentsQuery, everyQueueQuery } from "../../lib/stats-queries";
import { pushedWindow, targetOf } from "../../lib/windows";
import { AgentStateBadge } from "../../ui/agent-state-badge";
import { AgentTime } from "../../ui/agent-time";
import { CallTable } from "../../ui/call-table";
import { ClosedNow } from "../../ui/closed-now";
import { Duration } from "../../ui/duration";
import { ErrorNotice } from "../../ui/error-notice";
import { Figure } from "../../ui/figure";
import { Notice } from "../../ui/notice";
import { QueueAgents } from "../../ui/queue-agents";
import { ServiceLevel } from "../../ui/service-level";
import { Skeleton } from "../../ui/skeleton";
import { QueueDay } from "./queue-day";

/** One queue: how it stands, who waits, who serves it, and its day beside a usual one. */
export function QueueView({ id }: { id: string }) {
  const { queue: text, overview, calls } = useText();
  const queues = useQueues();
  const known = useQuery(everyQueueQuery(useServices()));
  const now = useStats(pushedWindow);
  const today = useStats("today");
  const queue = queues.of(id);
  const name = queue?.displayName ?? id;
  const stats = now.data?.queues.find(({ queueId }) => queueId === id);
  const day = today.data?.queues.find(({ queueId }) => queueId === id);
  if (known.data !== undefined && queue === undefined) {
    return (
      <Notice icon={Inbox} title={text.unknown(id)}>
        <Link href="/" className="underline underline-offset-4">
          {overview.title}
        </Link>
      </Notice>
    );
  }
  const failed = now.error !== null && now.data === undefined ? now : undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
        <nav aria-label={text.more} className="flex flex-wrap gap-x-4 gap-y-1 print:hidden">
          {(
            [
              [`/calls?queueId=${encodeURIComponent(id)}`, calls.title],
              [`/alerts?queueId=${encodeURIComponent(id)}`, text.alerts],
              [`/reports?queueId=${encodeURIComponent(id)}`, text.reports],
              [`/callbacks?queueId=${encodeURIComponent(id)}`, text.callbacks],
            ] as const
          ).map(([href, label]) => (
            <Link key={href} href={href} className="underline decoration-line underline-offset-4 hover:decoration-current">
              {label}
            </Link>
          ))}
        </nav>
        <div className="w-full empty:hidden">
          <ClosedNow opensAt={stats?.opensAt} />
        </div>
        {queue?.retiredAt !== undefined && <p className="w-full text-muted">{text.retired}</p>}
      </div>
      {failed !== undefined && <ErrorNotice error={failed.error as Error} retry={() => void failed.refetch()} />}
      {queue === undefined ? <Skeleton rows={1} className="h-24" /> : <Now queue={queue} stats={stats} day={day} from={today.data?.from} />}
      <Waiting id={id} />
      <QueueDay queueId={id} />
      <div className="grid gap-4 xl:grid-cols-2">
        <Agents id={id} />
        {queue !== undefined && <Visits day={day} of={{ from: today.data?.from, queueId: id }} queue={queue} />}
      </div>
    </div>
  );
}

function Panel({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <h2 id={id} className="mb-3 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

interface NowProps {
  readonly queue: Queue;
  /** Of this moment, and of today. */
  readonly stats: QueueStats | undefined;
  readonly day: QueueStats | undefined;
  readonly from: string | undefined;
}

function Now({ queue, stats, day, from }: NowProps) {
  const { queue: text, overview } = useText();
  const format = useFormat();
  const now = useServerNow();
  const { id, waitLimit } = queue;
  const of = { from, queueId: id };
  const oldest = stats?.oldestWaitingSince;
  const wait = oldest === undefined || now === undefined ? undefined : now - Date.parse(oldest);
  const time = (seconds: number | undefined): string => (seconds === undefined ? "–" : formatDuration(seconds * 1000));
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 xl:grid-cols-8">
      <Tile name={overview.waiting} href={waitingIn(id)}>
        {format.count(stats?.waiting ?? 0)}
      </Tile>
      <Tile name={overview.longestWait} href={waitingIn(id)} note={overview.ofLimit(formatDuration(waitLimit * 1000))}>
        {wait === undefined ? "–" : <Duration ms={wait} urgency={stats?.opensAt === undefined ? urgencyOf(wait, waitLimit) : "fine"} />}
      </Tile>
      <Tile name={overview.active} href={inStatus("active", id)}>
        {format.count(stats?.active ?? 0)}
      </Tile>
      <Tile name={overview.onHold} href={inStatus("on_hold", id)}>
        {format.count(stats?.onHold ?? 0)}
      </Tile>
      <Tile name={overview.offered} href={offered(of)} note={text.today}>
        {format.count(day?.offered ?? 0)}
      </Tile>
      <Tile
        name={overview.serviceLevel}
        href={waitedTooLong(of)}
        note={text.aim(format.percent(targetOf(day)), formatDuration(queue.targetSeconds * 1000))}
      >
        {day?.serviceLevel === undefined ? "–" : <ServiceLevel value={day.serviceLevel} of={day} />}
      </Tile>
      <Tile name={overview.asa} href={waited(of)} note={text.today}>
        {time(day?.asa)}
      </Tile>
      <Tile name={overview.aht} href={handled(of)} note={text.today}>
        {time(day?.aht)}
      </Tile>
    </dl>
  );
}

function Tile({ name, href, note, children }: { name: string; href: string; note?: string; children: ReactNode }) {
  return (
    <div className="relative min-w-0 rounded-xl border border-line bg-surface p-3 transition-colors has-[a:hover]:border-edge">
      <dt className="text-muted">
        <Link href={href} className="after:absolute after:inset-0 after:rounded-xl hover:text-ink">
          {name}
        </Link>
      </dt>
      <dd className="mt-1 text-xl font-semibold tracking-tight tabular-nums">{children}</dd>
      {note !== undefined && <dd className="mt-0.5 text-xs text-muted tabular-nums">{note}</dd>}
    </div>
  );
}

const SHOWN = 15;

/** Who waits, in the order in which they came. */
function Waiting({ id }: { id: string }) {
  const { queue: text, overview } = useText();
  const format = useFormat();
  const services = useServices();
  const filter = { ...unfiltered, status: ["waiting"], queueIds: [id], order: "statusSince", limit: PAGE_SIZE } as const;
  const page = useQuery(callsQuery(services, filter)).data;
  const waiting = (page?.data ?? []).toSorted((a, b) => Date.parse(a.statusSince) - Date.parse(b.statusSince)).slice(0, SHOWN);
  useCallSubscriptions(waiting.map((call) => call.id));
  return (
    <section aria-labelledby="queue-waiting" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="queue-waiting" className="font-semibold">
          {overview.waitingNow}
        </h2>
        {(page?.total ?? 0) > SHOWN && (
          <Link href={waitingIn(id)} className="text-accent underline underline-offset-4">
            {overview.moreWait(format.number(page?.total ?? 0))}
          </Link>
        )}
      </div>
      {waiting.length === 0 ? (
        <p className="text-muted">{text.nobodyWaits}</p>
      ) : (
        <div className="overflow-clip rounded-xl border border-line bg-surface [--row:7.5rem] lg:[--row:2.5rem]">
          <CallTable calls={waiting} query={`status=waiting&queueId=${encodeURIComponent(id)}`} label={overview.waitingNow} />
        </div>
      )}
    </section>
  );
}

/** Who has one of its calls now. */
function Agents({ id }: { id: string }) {
  const text = useText().queue;
  const agents = useQuery(agentsQuery(useServices()));
  const here = (agents.data ?? []).filter(
    (agent) => agent.queueId === id || (agent.queues?.includes(id) === true && agent.state !== "offline"),
  );
  return (
    <Panel id="queue-agents" title={text.agents}>
      <QueueAgents id={id} />
      {here.length === 0 ? (
        <p className="text-muted">{text.noAgents}</p>
      ) : (
        <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {placeAgents(here).map(({ agent }) => (
            <li key={agent.agentId} className="flex min-w-0 items-center gap-2">
              <Link
                href={`/calls?agentId=${encodeURIComponent(agent.agentId)}`}
                title={agent.agentId}
                className="mr-auto min-w-0 truncate font-medium hover:underline"
              >
                {nameOfAgent(agent)}
              </Link>
              <AgentStateBadge state={agent.state} />
              <AgentTime agent={agent} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What became of its visits today, and its limits. */
function Visits({ day, of, queue }: { day: QueueStats | undefined; of: Counted; queue: Queue }) {
  const { queue: text, visitOutcome, overview } = useText();
  const format = useFormat();
  const counts = [
    [overview.answered, day?.answered, answered(of)],
    [visitOutcome.abandoned, day?.abandoned, abandoned(of)],
    [visitOutcome.transferred, day?.transferred, undefined],
    [visitOutcome.overflowed, day?.overflowed, endedAs("overflowed", of)],
    [visitOutcome.callback, day?.callbacks, endedAs("callback", of)],
    [visitOutcome.voicemail, day?.voicemails, endedAs("voicemail", of)],
    [visitOutcome.failed, day?.failed, endedAs("completed,failed", of)],
  ] as const;
  const seconds = (value: number): string => formatDuration(value * 1000);
  const limits = [
    [text.waitLimit, seconds(queue.waitLimit)],
    [text.routingLimit, seconds(queue.routingLimit)],
    [text.holdLimit, seconds(queue.holdLimit)],
    [text.shortCallLimit, seconds(queue.shortCallLimit)],
  ] as const;
  return (
    <Panel id="queue-visits" title={text.visits}>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {counts.map(([name, value, href]) => (
          <Figure key={name} name={name}>
            {href === undefined || !value ? (
              format.number(value ?? 0)
            ) : (
              <Link href={href} className="underline decoration-line underline-offset-4 hover:decoration-current">
                {format.number(value)}
              </Link>
            )}
          </Figure>
        ))}
      </dl>
      <h3 className="mt-4 mb-2 border-t border-line pt-3 font-semibold">{text.limits}</h3>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {limits.map(([name, value]) => (
          <Figure key={name} name={name}>
            {value}
          </Figure>
        ))}
      </dl>
    </Panel>
  );
}
