import { expect, test } from "vitest";
import type { AgentView } from "../contracts";
import { everyAgentState } from "../contracts.golden";
import { at } from "../test/fixtures";
import { agentStates, formatAgentFilter, parseAgentFilter, placeAgents } from "./agents";

const agent = (agentId: string, changes: Partial<AgentView> = {}): AgentView => ({
  agentId,
  state: "idle",
  handledToday: 0,
  missedToday: 0,
  ...changes,
});

test("every state of the contracts has its place", () => {
  expect(agentStates.toSorted()).toEqual(everyAgentState.toSorted());
});

test("agents stand by state, and in each by name, whatever the time", () => {
  const placed = placeAgents([
    agent("b"),
    agent("e", { state: "ringing", since: at(9) }),
    agent("d", { since: at(1) }),
    agent("c", { state: "ringing", since: at(1) }),
  ]);
  expect(placed.map(({ agent: { agentId } }) => agentId)).toEqual(["c", "e", "b", "d"]);
});

test.each(["", "q=an", "state=ringing", "q=an&state=idle"])("the filter %j is kept by an address", (search) => {
  expect(formatAgentFilter(parseAgentFilter(search))).toBe(search);
});
