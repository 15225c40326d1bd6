import type { AgentState, AgentsUpdate, AgentView } from "../contracts";

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
  /** A part of their id, name or team. */
  readonly q: string;
  readonly state: AgentState | undefined;
  /** By state unless given; of a list, cards stand by state. */
  readonly sort?: AgentSort | undefined;
}

export const agentSorts = ["name", "since", "occupancy", "handled"] as const;
export type AgentSort = (typeof agentSorts)[number];

export function parseAgentFilter(search: string): AgentFilter {
  const query = new URLSearchParams(search);
  return {
    q: query.get("q") ?? "",
    state: agentStates.find((state) => state === query.get("state")),
    sort: agentSorts.find((sort) => sort === query.get("sort")),
  };
}

/** The query of a URL that shows these agents. */
export function formatAgentFilter({ q, state, sort }: AgentFilter): string {
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (state !== undefined) query.set("state", state);
  if (sort !== undefined) query.set("sort", sort);
  return query.toString();
}

/** An agent in the group of a state; while a list is held still, the state may be another by now. */
export interface PlacedAgent {
  readonly group: AgentState;
  readonly agent: AgentView;
}

/** By state and in each by name, so that agents change places only when their state does; or as it is asked for. */
export function placeAgents(agents: readonly AgentView[], sort?: AgentSort): readonly PlacedAgent[] {
  return agents.map((agent) => ({ group: agent.state, agent })).toSorted((a, b) => order(a, b, sort) || byName(a.agent, b.agent));
}

function order(a: PlacedAgent, b: PlacedAgent, sort: AgentSort | undefined): number {
  switch (sort) {
    case undefined:
      return agentStates.indexOf(a.group) - agentStates.indexOf(b.group);
    case "name":
      return 0;
    case "since":
      // The longest first; those of whom it is not known last.
      return Date.parse(a.agent.since ?? LAST) - Date.parse(b.agent.since ?? LAST);
    case "occupancy":
      return (b.agent.occupancy ?? -1) - (a.agent.occupancy ?? -1);
    case "handled":
      return b.agent.handledToday - a.agent.handledToday;
  }
}

const LAST = "9999-01-01T00:00:00Z";

function byName(a: AgentView, b: AgentView): number {
  return nameOfAgent(a).localeCompare(nameOfAgent(b), undefined, { numeric: true });
}

/** As people call them, where somebody told. */
export function nameOfAgent({ name, agentId }: AgentView): string {
  return name ?? agentId;
}

export function isFound({ agentId, name, team, state: own }: AgentView, { q, state }: AgentFilter): boolean {
  const sought = q.trim().toLowerCase();
  return [agentId, name, team].some((text) => text?.toLowerCase().includes(sought)) && (state === undefined || state === own);
}

export function isAgentsUpdate(payload: unknown): payload is AgentsUpdate {
  return typeof payload === "object" && payload !== null && "agents" in payload && "gone" in payload;
}

/** The agents after an update, which tells all of those who changed but how long they were in each state today. */
export function mergeAgents(known: readonly AgentView[], { agents, gone }: AgentsUpdate): AgentView[] {
  const before = new Map(known.map((agent) => [agent.agentId, agent]));
  for (const id of gone) before.delete(id);
  for (const agent of agents) {
    const { today, occupancy } = before.get(agent.agentId) ?? {};
    before.set(agent.agentId, { ...agent, ...(today && { today }), ...(occupancy !== undefined && { occupancy }) });
  }
  return [...before.values()];
}
