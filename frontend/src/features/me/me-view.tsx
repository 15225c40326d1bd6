import { useQuery } from "@tanstack/react-query";
import { Headset, PhoneOff } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AgentView, Call } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress, queueAddress } from "../../lib/address";
import { formatDuration } from "../../lib/duration";
import { unfiltered } from "../../lib/filter";
import { callsOf, cameTo, takenBy } from "../../lib/links";
import { personOf } from "../../lib/parties";
import { popOf } from "../../lib/pop";
import { usePreferenceText, writePreference } from "../../lib/preference";
import { callQuery, callsQuery } from "../../lib/queries";
import { useCallSubscriptions, useQueues, useServices } from "../../lib/services";
import { useStats } from "../../lib/statistics";
import { agentsQuery } from "../../lib/stats-queries";
import { AgentStateBadge } from "../../ui/agent-state-badge";
import { AgentTime } from "../../ui/agent-time";
import { Button } from "../../ui/button";
import { CallTable } from "../../ui/call-table";
import { CallTime } from "../../ui/call-time";
import { ErrorNotice } from "../../ui/error-notice";
import { Figure } from "../../ui/figure";
import { Notice } from "../../ui/notice";
import { PopLink } from "../../ui/pop-link";
import { Skeleton } from "../../ui/skeleton";
import { StatusBadge } from "../../ui/status-badge";
import { ChooseAgent } from "./choose-agent";

const PREFERENCE = "agent";
const RECENT = 100;
const SHOWN = 10;

/** An agent's own page: whether their phone rings and who it is, who waits in their queues, and their day. */
export function MeView() {
  const text = useText().me;
  const agentId = usePreferenceText(PREFERENCE)?.trim() || undefined;
  const agents = useQuery(agentsQuery(useServices()));
  const choose = (id: string): void => writePreference(PREFERENCE, id);
  if (agentId === undefined) {
    return (
      <div className="flex flex-col gap-4">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <Notice icon={Headset} title={text.who}>
          <p>{text.whoHint}</p>
          <ChooseAgent agents={agents.data ?? []} choose={choose} />
        </Notice>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-tight wrap-anywhere">
          {text.title} · {agentId}
        </h1>
        <Button onClick={() => choose("")} className="print:hidden">
          {text.change}
        </Button>
      </div>
      {agents.data === undefined ? (
        agents.error === null ? (
          <Skeleton rows={3} className="h-28" />
        ) : (
          <ErrorNotice error={agents.error} retry={() => void agents.refetch()} />
        )
      ) : (
        <Desk key={agentId} agentId={agentId} agent={agents.data.find((agent) => agent.agentId === agentId)} />
      )}
    </div>
  );
}

function Desk({ agentId, agent }: { agentId: string; agent: AgentView | undefined }) {
  const { me: text, calls: words } = useText();
  const services = useServices();
  const recent = useQuery(callsQuery(services, { ...unfiltered, agentId, limit: RECENT }));
  const own = recent.data?.data ?? [];
  useCallSubscriptions(own.slice(0, SHOWN).map(({ id }) => id));
  // Where nobody tells whose queues these are: where an agent's calls came from, more will come.
  const queueIds =
    agent?.queues ?? [...new Set([...(agent?.queueId === undefined ? [] : [agent.queueId]), ...own.map(({ queueId }) => queueId)])].sort();
  return (
    <>
      <Phone agent={agent} />
      <Day agentId={agentId} agent={agent} />
      <Waiting queueIds={queueIds} />
      <section aria-labelledby="own-calls" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2 id="own-calls" className="font-semibold">
            {text.recent}
          </h2>
          {own.length > SHOWN && (
            <Link href={takenBy(agentId)} className="text-accent underline underline-offset-4">
              {words.showCalls}
            </Link>
          )}
        </div>
        {recent.error !== null && recent.data === undefined && <ErrorNotice error={recent.error} retry={() => void recent.refetch()} />}
        {recent.data !== undefined && own.length === 0 && <p className="text-muted">{text.none}</p>}
        <Table calls={own.slice(0, SHOWN)} query={`agentId=${encodeURIComponent(agentId)}`} label={text.recent} />
      </section>
    </>
  );
}

function Table({ calls, query, label }: { calls: readonly Call[]; query: string; label: string }) {
  if (calls.length === 0) return null;
  return (
    <div className="overflow-clip rounded-xl border border-line bg-surface [--row:7.5rem] lg:[--row:2.5rem]">
      <CallTable calls={calls} query={query} label={label} />
    </div>
  );
}

/** Of the states in which somebody is on the phone. */
const edges: Partial<Record<AgentView["state"], string>> = {
  ringing: "border-l-waiting-bar",
  on_call: "border-l-active-bar",
  holding: "border-l-hold-bar",
};

/** What the agent's phone does, and who is on it. */
function Phone({ agent }: { agent: AgentView | undefined }) {
  const text = useText().me;
  return (
    <section
      aria-labelledby="phone"
      className={`rounded-xl border border-l-4 border-line bg-surface p-4 ${(agent && edges[agent.state]) ?? "border-l-line"}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="phone" className="font-semibold">
          {text.phone}
        </h2>
        {agent !== undefined && (
          <span role="status" className="flex items-center gap-2">
            <AgentStateBadge state={agent.state} />
            <AgentTime agent={agent} />
          </span>
        )}
      </div>
      {agent?.callId === undefined ? (
        <p className="mt-2 flex items-center gap-2 text-muted">
          <PhoneOff aria-hidden className="size-4" />
          {agent === undefined ? text.notToday : text.noCall}
        </p>
      ) : (
        <OnThePhone agent={agent} id={agent.callId} />
      )}
    </section>
  );
}

function OnThePhone({ agent, id }: { agent: AgentView; id: string }) {
  const { me: text, call: words } = useText();
  const call = useQuery(callQuery(useServices(), id)).data;
  const queues = useQueues();
  useCallSubscriptions([id]);
  if (call === undefined) return <Skeleton rows={1} />;
  const person = personOf(call);
  const queue = queues.of(call.queueId);
  const pop = popOf(call, queue?.popUrl, agent.agentId);
  return (
    <div className="mt-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <p className="text-2xl font-semibold tracking-tight wrap-anywhere tabular-nums">{person?.name ?? person?.number ?? text.unknown}</p>
        <p className="flex flex-wrap gap-x-3 text-muted">
          {person?.number !== undefined && (
            <>
              {person.name !== undefined && <span className="tabular-nums">{person.number}</span>}
              <Link href={callsOf(person.number)} className="underline decoration-line underline-offset-4 hover:decoration-current">
                {words.callsOfNumber}
              </Link>
            </>
          )}
          <Link href={queueAddress(call.queueId)} className="underline decoration-line underline-offset-4 hover:decoration-current">
            {queue?.displayName ?? call.queueId}
          </Link>
          {call.waitTime !== undefined && <span className="tabular-nums">{text.waited(formatDuration(call.waitTime * 1000))}</span>}
        </p>
        {call.attributes !== undefined && (
          <dl className="mt-1 flex flex-wrap gap-x-4 text-xs">
            {Object.entries(call.attributes).map(([name, value]) => (
              <div key={name} className="flex gap-1 wrap-anywhere">
                <dt className="text-muted">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <StatusBadge call={call} />
        <CallTime call={call} queue={queue} countdown />
        {pop !== undefined && <PopLink pop={pop} />}
        <Link href={callAddress(id)} className="underline decoration-line underline-offset-4 hover:decoration-current">
          {text.open}
        </Link>
      </div>
    </div>
  );
}

/** The agent's day. */
function Day({ agentId, agent }: { agentId: string; agent: AgentView | undefined }) {
  const { me: text, agents, overview } = useText();
  const format = useFormat();
  const from = useStats("today").data?.from;
  const figures: readonly [string, ReactNode, string?][] = [
    [agents.handled, format.number(agent?.handledToday ?? 0), cameTo("handledBy", agentId, from)],
    [agents.missed, format.number(agent?.missedToday ?? 0), cameTo("missedBy", agentId, from)],
    [overview.aht, agent?.averageHandleTime === undefined ? "–" : formatDuration(agent.averageHandleTime * 1000)],
  ];
  const began = from === undefined ? undefined : new Date(from);
  return (
    <section aria-labelledby="own-day" className="rounded-xl border border-line bg-surface p-4">
      <h2 id="own-day" className="mb-2 font-semibold">
        {text.day}
      </h2>
      <dl className="grid grid-cols-3 gap-3 text-lg">
        {figures.map(([name, value, href]) => (
          <Figure key={name} name={<span className="text-sm">{name}</span>}>
            {href === undefined ? (
              value
            ) : (
              <Link href={href} className="underline decoration-line underline-offset-4 hover:decoration-current">
                {value}
              </Link>
            )}
          </Figure>
        ))}
      </dl>
      {began !== undefined && (began.getHours() !== 0 || began.getMinutes() !== 0) && (
        <p className="mt-2 text-xs text-muted">
          {overview.dayBegan(`${format.day(began.getTime())}, ${format.minute(began.getTime())}`, format.zone(began.getTime()))}
        </p>
      )}
    </section>
  );
}

/** Who waits in the queues that the agent's calls came from. */
function Waiting({ queueIds }: { queueIds: readonly string[] }) {
  const { me: text, overview } = useText();
  const format = useFormat();
  const services = useServices();
  const queues = useQueues();
  const page = useQuery({
    ...callsQuery(services, { ...unfiltered, status: ["waiting"], queueIds, order: "statusSince" }),
    enabled: queueIds.length > 0,
  }).data;
  const waiting = (page?.data ?? []).toSorted((a, b) => Date.parse(a.statusSince) - Date.parse(b.statusSince)).slice(0, SHOWN);
  useCallSubscriptions(waiting.map(({ id }) => id));
  const query = new URLSearchParams([["status", "waiting"], ...queueIds.map((id) => ["queueId", id])]).toString();
  return (
    <section aria-labelledby="own-waiting" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="own-waiting" className="font-semibold">
          {text.waiting}
        </h2>
        {(page?.total ?? 0) > waiting.length && (
          <Link href={`/calls?${query}&sort=-time`} className="text-accent underline underline-offset-4">
            {overview.moreWait(format.number(page?.total ?? 0))}
          </Link>
        )}
      </div>
      <p className="text-muted">
        {queueIds.length === 0
          ? text.noQueues
          : `${queueIds.map((id) => queues.of(id)?.displayName ?? id).join(" · ")}${waiting.length === 0 ? `: ${overview.nobodyWaits}` : ""}`}
      </p>
      <Table calls={waiting} query={query} label={text.waiting} />
    </section>
  );
}
