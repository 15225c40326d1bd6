import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, openStage, resize } from "./stage.mjs";

const states = ["ringing", "holding", "on_call", "after_call", "available", "unavailable", "offline"];
const COUNT = 1_000;

/** A thousand agents; each `turn` gives each another state. */
const agentOf = (n, turn) => {
  const state = states[(n + turn) % states.length];
  return {
    agentId: String(2000 + n),
    name: n === 3 ? "María Isabel de las Mercedes Fernández-Villaverde" : `Agent ${n}`,
    team: ["Legal", "Medical"][n % 2],
    queues: ["queue_1"],
    state,
    since: ago((n * 7919) % 5_000),
    handledToday: n % 40,
    missedToday: n % 3,
    averageHandleTime: 185,
    occupancy: (n % 100) / 100,
    ...(state === "unavailable" && { reason: "Lunch" }),
    ...(["ringing", "holding", "on_call"].includes(state) && { callId: `sim-mx0j7qat-${1000 + n}`, queueId: "queue_1" }),
  };
};

let stage;
let agents = [];
beforeAll(async () => {
  stage = await openStage({
    ...callCentre({ of: () => ({ waiting: 3, active: 20, onHold: 2, oldestWaitingSince: ago(20) }) }),
    "/api/agents": () => agents,
    "/api/agents/queues": ["queue_1", "queue_2", "queue_3"].map((queueId, n) => ({ queueId, available: 3 * n, onCalls: 5, away: 2 - n })),
  });
});
afterAll(() => stage.close());

test.each([
  [21, "en-US", "light", "/agents"],
  [21, "es-ES", "dark", "/agents"],
  [COUNT, "es-ES", "light", "/agents?sort=occupancy"],
  [0, "es-ES", "light", "/"],
])("states of %i agents fit their places at every size in %s (%s)", async (count, locale, theme, path) => {
  agents = Array.from({ length: count }, (_, n) => agentOf(n, 0));
  const page = await stage.open(path, { locale, theme });
  await page.locator("main article, main tbody tr").first().waitFor();
  const found = [];
  for (const [width, height] of [
    [360, 740],
    [390, 844],
    [768, 1024],
    [1024, 768],
    [1440, 900],
  ]) {
    await resize(page, [width, height]);
    if (process.env.PICTURES && [390, 1440].includes(width))
      await page.screenshot({ path: `${process.env.PICTURES}/agent-states-${count}-${locale}-${theme}-${width}.png` });
    for (const cut of await cutOff(page)) found.push(`${width}×${height}: ${cut}`);
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test("a second's changes of 250 of a thousand agents are shown within a frame or two", async () => {
  agents = Array.from({ length: COUNT }, (_, n) => agentOf(n, 0));
  const page = await stage.open("/agents");
  await page.getByRole("table", { name: "Agents" }).waitFor();
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
  });
  for (let turn = 1; turn <= 5; turn++) {
    agents = Array.from({ length: COUNT }, (_, n) => agentOf(n, n < 250 ? turn : 0));
    const changed = agents.slice(0, 250).map(({ occupancy: _, ...agent }) => agent);
    stage.emit("agent_update", { timestamp: new Date().toISOString(), agents: changed, gone: [] });
    // Of those in sight, the first is the first of those who ring.
    const first = agents
      .filter(({ state }) => state === "ringing")
      .map(({ name }) => name)
      .toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }))[0];
    await page.waitForFunction((name) => document.querySelector("tbody th")?.textContent.startsWith(name), first);
  }
  expect(await page.evaluate(() => window.longest)).toBeLessThan(1_000);
  expect(page.errors).toEqual([]);
  await page.context().close();
});
