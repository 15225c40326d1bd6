import { useEffect, useMemo, useRef } from "react";
import type { AgentState, AgentView } from "../../contracts";
import { type AgentFilter, formatAgentFilter, isFound, type PlacedAgent, placeAgents } from "../../lib/agents";
import { type Attention, useAttention, useOrder } from "../../lib/use-still";

const keyOf = ({ agent }: PlacedAgent): string => agent.agentId;

interface Placed extends Attention {
  readonly placed: readonly PlacedAgent[];
  /** How many agents came since and wait for a place. */
  readonly fresh: number;
}

/** The agents in their groups; while somebody uses the list each stays in its place and its group, whatever its state. */
export function usePlaced(all: readonly AgentView[], filter: AgentFilter): Placed {
  const attention = useAttention();
  const hold = attention.held ? formatAgentFilter(filter) : undefined;
  const found = useMemo(
    () =>
      placeAgents(
        all.filter((agent) => isFound(agent, filter)),
        filter.sort,
      ),
    [all, filter],
  );
  const { items, fresh } = useOrder(found, keyOf, hold);
  // Also of those whose state the filter no longer finds.
  const current = useMemo(() => new Map(all.map((agent) => [agent.agentId, agent])), [all]);
  const last = useRef<{ hold: string | undefined; groups: ReadonlyMap<string, AgentState> }>({ hold, groups: new Map() });
  const keeps = hold !== undefined && last.current.hold === hold;
  const placed = items.map((item) => ({
    agent: current.get(keyOf(item)) ?? item.agent,
    group: (keeps ? last.current.groups.get(keyOf(item)) : undefined) ?? item.group,
  }));
  useEffect(() => {
    // The groups of the last render without a hold are those of the hold that follows.
    last.current = { hold, groups: new Map(placed.map((item) => [keyOf(item), item.group])) };
  });
  return { ...attention, placed, fresh };
}
