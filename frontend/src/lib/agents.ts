import type { AgentState, AgentView } from "../contracts";

/** In the order of urgency for a supervisor: ringing first, those who are gone last. */
export const agentStates: readonly AgentState[] = [
  "ringing",
  "holding",
  "on_call",
  "after_call",
  "available",
  "unavailable",
  "idle",
  "offline",
];

/** Which agents are shown. */
export interface AgentFilter {
  /** A part of their id. */
  readonly q: string;
  readonly state: AgentState | undefined;
}

export function parseAgentFilter(search: string): AgentFilter {
  const query = new URLSearchParams(search);
  return { q: query.get("q") ?? "", state: agentStates.find((state) => state === query.get("state")) };
}

/** The query of a URL that shows these agents. */
export function formatAgentFilter({ q, state }: AgentFilter): string {
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (state !== undefined) query.set("state", state);
  return query.toString();
}

/** An agent in the group of a state; while a list is held still, the state may be another by now. */
export interface PlacedAgent {
  readonly group: AgentState;
  readonly agent: AgentView;
}

/** By state and in each by name, so that agents change places only when their state does. */
export function placeAgents(agents: readonly AgentView[]): readonly PlacedAgent[] {
  return agents
    .map((agent) => ({ group: agent.state, agent }))
    .toSorted(
      (a, b) =>
        agentStates.indexOf(a.group) - agentStates.indexOf(b.group) ||
        a.agent.agentId.localeCompare(b.agent.agentId, undefined, { numeric: true }),
    );
}

export function isFound(agent: AgentView, { q, state }: AgentFilter): boolean {
  return agent.agentId.toLowerCase().includes(q.trim().toLowerCase()) && (state === undefined || state === agent.state);
}
