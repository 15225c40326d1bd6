import { expect, test } from "vitest";
import type { AgentView } from "../contracts";
import * as golden from "../contracts.golden";
import { at } from "../test/fixtures";
import {
  type AgentSort,
  agentStates,
  formatAgentFilter,
  isAgentsUpdate,
  isFound,
  mergeAgents,
  parseAgentFilter,
  placeAgents,
} from "./agents";

const agent = (agentId: string, changes: Partial<AgentView> = {}): AgentView => ({
  agentId,
  state: "idle",
  handledToday: 0,
  missedToday: 0,
  ...changes,
});

test("every state of the contracts has its place", () => {
  expect(agentStates.toSorted()).toEqual(golden.everyAgentState.toSorted());
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

test("an update tells whole agents but for their times of today, and who is gone", () => {
  const known = [
    { ...golden.agentView, agentId: "ana" },
    { ...golden.agentView, agentId: "ben" },
  ];
  const merged = mergeAgents(known, {
    timestamp: "2026-11-20T09:00:00Z",
    agents: [
      { agentId: "ana", state: "unavailable", reason: "lunch", handledToday: 3, missedToday: 0 },
      { agentId: "eva", state: "available", handledToday: 0, missedToday: 0 },
    ],
    gone: ["ben"],
  });
  expect(merged.map(({ agentId, state, reason }) => [agentId, state, reason])).toEqual([
    ["ana", "unavailable", "lunch"],
    ["eva", "available", undefined],
  ]);
  expect(merged[0]).toMatchObject({ today: golden.agentView.today, occupancy: golden.agentView.occupancy });
  // The call that she no longer has is not kept.
  expect(merged[0]).not.toHaveProperty("callId");
  expect([isAgentsUpdate({}), isAgentsUpdate({ timestamp: "", agents: [], gone: [] })]).toEqual([false, true]);
});

test("agents are sorted as asked for, the longest and the busiest first, and found by name and team", () => {
  const agents: AgentView[] = [
    { agentId: "1", name: "Zoe", state: "available", since: "2026-11-20T09:00:00Z", handledToday: 1, missedToday: 0, occupancy: 0.9 },
    { agentId: "2", name: "Ana", team: "Legal", state: "ringing", since: "2026-11-20T10:00:00Z", handledToday: 9, missedToday: 0 },
    { agentId: "3", state: "offline", handledToday: 5, missedToday: 0, occupancy: 0.2 },
  ];
  const ids = (sort?: AgentSort) => placeAgents(agents, sort).map(({ agent }) => agent.agentId);
  expect([ids(), ids("name"), ids("since"), ids("occupancy"), ids("handled")]).toEqual([
    ["2", "1", "3"],
    ["3", "2", "1"],
    ["1", "2", "3"],
    ["1", "3", "2"],
    ["2", "3", "1"],
  ]);
  const found = (q: string) => agents.filter((agent) => isFound(agent, { q, state: undefined })).map(({ agentId }) => agentId);
  expect([found("zo"), found("legal"), found("3")]).toEqual([["1"], ["2"], ["3"]]);
});
