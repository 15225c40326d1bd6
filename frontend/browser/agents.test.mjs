import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, openStage, resize } from "./stage.mjs";

const states = ["ringing", "holding", "on_call", "idle"];
/** So many agents; each change of `turn` gives each another state. */
const agentsOf = (count, turn) =>
  Array.from({ length: count }, (_, n) => {
    const state = states[(n + turn) % states.length];
    return {
      agentId: n === 5 ? `agent-${"x".repeat(122)}` : `agent-${String(n).padStart(4, "0")}`,
      state,
      since: ago((n * 7919) % 5_000),
      handledToday: n % 40,
      missedToday: n % 3,
      averageHandleTime: 185,
      ...(state !== "idle" && { callId: `sim-mx0j7qat-${1000 + n}`, queueId: "queue_5" }),
    };
  });

let stage;
let agents;
beforeAll(async () => {
  stage = await openStage({ ...callCentre(), "/api/agents": () => agents });
});
afterAll(() => stage.close());

const idAt = (page, point) =>
  page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest("li, tr")?.querySelector("a")?.textContent, point);

test.each([
  [30, "cards"],
  [1_000, "a table"],
])("of %i agents, as %s, none changes place under the pointer", async (count) => {
  agents = agentsOf(count, 0);
  const page = await stage.open("/agents");
  const box = await page
    .getByRole("link", { name: "agent-0012" })
    .first()
    .boundingBox()
    .catch(() => null);
  const row = box ?? (await page.locator("li a, tbody a").nth(8).boundingBox());
  const point = [row.x + 4, row.y + row.height / 2];
  await page.mouse.move(...point);
  const before = await idAt(page, point);
  for (let turn = 1; turn <= 5; turn++) {
    agents = agentsOf(count, turn);
    const read = page.waitForResponse((answer) => answer.url().includes("/api/agents"));
    stage.emit("stats_update", {});
    await read;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await idAt(page, point)).toBe(before);
  }
  await page.context().close();
});

test("a thousand agents are some rows in sight of a thousand, and the last one is reached", async () => {
  agents = agentsOf(1_000, 0);
  const page = await stage.open("/agents");
  await page.getByRole("table", { name: "Agents" }).waitFor();
  expect(await page.getByRole("table").getAttribute("aria-rowcount")).toBe("1001");
  expect(await page.locator("tbody tr").count()).toBeLessThan(60);
  await page.keyboard.press("End");
  await page.getByRole("rowheader", { name: "agent-0999" }).waitFor();
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test.each([
  ["/agents", 1_000],
  ["/agents", 12],
  [`/agents?q=${"x".repeat(128)}`, 12],
])("%s of %i agents, one with an id of 128 characters, fit a phone, a tablet and a desk", async (path, count) => {
  agents = agentsOf(count, 0);
  const found = [];
  for (const locale of ["en-GB", "es-ES"]) {
    const page = await stage.open(path, { locale });
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    for (const [width, height] of [
      [390, 844],
      [768, 1024],
      [1440, 900],
    ]) {
      await resize(page, [width, height]);
      if (process.env.PICTURES)
        await page.screenshot({ path: `${process.env.PICTURES}/agents-${count}-${path.length}-${locale}-${width}.png` });
      for (const cut of await cutOff(page)) found.push(`${locale} at ${width}: ${cut}`);
    }
    await page.context().close();
  }
  expect(found).toEqual([]);
});
