import type { AgentState, AgentView } from "../contracts";

/** In the order of urgency for a supervisor: ringing first, idle last. */
export const agentStates: readonly AgentState[] = ["ringing", "holding", "on_call", "idle"];

interface AgentGroup {
  readonly state: AgentState;
  readonly agents: readonly AgentView[];
}

/** Agents by state, in each the longest first. */
export function groupAgents(agents: readonly AgentView[]): readonly AgentGroup[] {
  return agentStates.map((state) => ({
    state,
    agents: agents.filter((agent) => agent.state === state).toSorted((a, b) => since(a) - since(b) || a.agentId.localeCompare(b.agentId)),
  }));
}

function since(agent: AgentView): number {
  return agent.since === undefined ? Infinity : Date.parse(agent.since);
}
