import { expect, test } from "vitest";
import type { AgentView } from "../contracts";
import { everyAgentState } from "../contracts.golden";
import { at } from "../test/fixtures";
import { agentStates, groupAgents } from "./agents";

const agent = (agentId: string, changes: Partial<AgentView> = {}): AgentView => ({
  agentId,
  state: "idle",
  handledToday: 0,
  missedToday: 0,
  ...changes,
});

test("every state of the contracts has its group", () => {
  expect(agentStates.toSorted()).toEqual(everyAgentState.toSorted());
});

test("each group is sorted by time, longest first, those without a time last", () => {
  const groups = groupAgents([agent("b"), agent("c", { since: at(9) }), agent("d", { since: at(1) }), agent("a")]);
  expect(groups.find(({ state }) => state === "idle")?.agents.map(({ agentId }) => agentId)).toEqual(["d", "c", "a", "b"]);
  expect(groups.find(({ state }) => state === "ringing")?.agents).toEqual([]);
});
