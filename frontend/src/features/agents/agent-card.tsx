import { Link } from "wouter";
import type { AgentState, AgentView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { nameOfAgent } from "../../lib/agents";
import { formatDuration } from "../../lib/duration";
import { useQueues } from "../../lib/services";
import { AgentStateBadge } from "../../ui/agent-state-badge";
import { AgentTime } from "../../ui/agent-time";
import { Figure } from "../../ui/figure";
import { Term } from "../../ui/term";
import { Missed } from "./missed";

const edges: Record<AgentState, string> = {
  ringing: "border-l-waiting-bar",
  on_call: "border-l-active-bar",
  holding: "border-l-hold-bar",
  after_call: "border-l-edge",
  available: "border-l-active-bar",
  unavailable: "border-l-near-bar",
  offline: "border-l-line",
  idle: "border-l-line",
};

/** One agent: current call, and figures of the day. One that `moved` is no longer in the state it is shown under. */
export function AgentCard({ agent, moved }: { agent: AgentView; moved: boolean }) {
  const { agents: text, overview: averages } = useText();
  const format = useFormat();
  const queue = useQueues().of(agent.queueId ?? "");
  return (
    <article className={`flex h-full flex-col gap-2 rounded-xl border border-l-4 border-line bg-surface p-3 ${edges[agent.state]}`}>
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="min-w-0 truncate font-semibold">
          <Link
            title={agent.agentId}
            href={`/calls?agentId=${encodeURIComponent(agent.agentId)}`}
            className="block truncate leading-6 hover:underline"
          >
            {nameOfAgent(agent)}
          </Link>
        </h3>
        {moved && <AgentStateBadge state={agent.state} />}
        <AgentTime agent={agent} />
      </div>
      <p className="min-h-5 truncate text-xs text-muted">
        {agent.callId === undefined ? (
          idleWords(agent, text.free)
        ) : (
          <>
            <Link href={callAddress(agent.callId)} className="font-mono text-ink underline decoration-line underline-offset-4">
              {agent.callId}
            </Link>{" "}
            <span>{queue?.displayName ?? agent.queueId}</span>
          </>
        )}
      </p>
      <dl
        className={`grid ${agent.occupancy === undefined ? "grid-cols-3" : "grid-cols-[repeat(4,auto)]"} gap-2 border-t border-line pt-2 text-xs`}
      >
        <Figure name={text.handled}>{format.number(agent.handledToday)}</Figure>
        <Figure name={text.missed}>
          <Missed agentId={agent.agentId} count={agent.missedToday} />
        </Figure>
        <Figure name={<Term short={text.averageHandle} long={averages.aht} hint={averages.ahtMeaning} />}>
          {agent.averageHandleTime === undefined ? "–" : formatDuration(agent.averageHandleTime * 1000)}
        </Figure>
        {agent.occupancy !== undefined && (
          <Figure name={text.occupancy} hint={text.occupancyMeaning}>
            {format.percent(agent.occupancy)}
          </Figure>
        )}
      </dl>
    </article>
  );
}

/** What there is to say of one without a call: why they are away, or their team. */
function idleWords({ reason, team }: AgentView, free: string): string {
  return reason ?? team ?? free;
}
