import type { AgentView } from "../../contracts";
import { useFormat } from "../../i18n/language";
import { agentStates, type PlacedAgent } from "../../lib/agents";
import { AgentStateBadge } from "../../ui/agent-state-badge";
import { AgentCard } from "./agent-card";

/** A card for each agent, under its state. */
export function AgentGroups({ placed, agents }: { placed: readonly PlacedAgent[]; agents: readonly AgentView[] }) {
  const format = useFormat();
  const groups = agentStates.map((state) => ({ state, members: placed.filter(({ group }) => group === state) }));
  return groups
    .filter(({ members }) => members.length > 0)
    .map(({ state, members }) => (
      <section key={state} aria-labelledby={`agents-${state}`} className="flex flex-col gap-2">
        <h2 id={`agents-${state}`} className="flex items-center gap-2 font-semibold">
          <AgentStateBadge state={state} />
          <span className="text-muted tabular-nums">{format.number(agents.filter((agent) => agent.state === state).length)}</span>
        </h2>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] gap-2 print:grid-cols-3">
          {members.map(({ agent }) => (
            <li key={agent.agentId} className="min-w-0 break-inside-avoid [content-visibility:auto] print:[content-visibility:visible]">
              <AgentCard agent={agent} moved={agent.state !== state} />
            </li>
          ))}
        </ul>
      </section>
    ));
}
