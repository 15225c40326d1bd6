import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, openStage, resize } from "./stage.mjs";

const calls = [
  {
    callId: "sim-1",
    type: "voice",
    startTime: ago(3_000),
    spans: [{ event: "call_initiated", from: ago(3_000), status: "waiting", queueId: "queue_1" }],
  },
];

let stage;
beforeAll(async () => {
  stage = await openStage({
    ...callCentre(),
    "/api/replay": (query) => ({ from: query.get("from"), to: query.get("to"), calls }),
  });
});
afterAll(() => stage.close());

test.each(["/", "/replay"])("at every width the figures of %s fill their rows", async (path) => {
  const page = await stage.open(path);
  await page.locator("main dl > div:nth-child(5)").first().waitFor();
  const gaps = {};
  for (const width of [390, 700, 820, 1024, 1440]) {
    await resize(page, [width, 900]);
    gaps[width] = await page.evaluate(() => {
      const figures = [...document.querySelectorAll("main dl")].find((list) => list.children.length === 5);
      const { right } = figures.getBoundingClientRect();
      const rows = Map.groupBy([...figures.children], (figure) => figure.getBoundingClientRect().top);
      return [...rows.values()].map((row) => Math.round(right - row.at(-1).getBoundingClientRect().right)).filter((gap) => gap !== 0);
    });
  }
  expect(gaps).toEqual({ 390: [], 700: [], 820: [], 1024: [], 1440: [] });
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test("on a phone the replay's queues have their whole names, and what is counted is in the plural", async () => {
  const page = await stage.open("/replay", { width: 390, locale: "es-ES" });
  await page.getByRole("heading", { name: /^Retenidas 0/ }).waitFor();
  await page.getByRole("heading", { name: /^Activas 0/ }).waitFor();
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main table:first-of-type th[scope=row]")]
      .flatMap((cell) => [cell, ...cell.children])
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth || scrollHeight > clientHeight)
      .map(({ textContent }) => textContent),
  );
  expect(cut).toEqual([]);
  await page.context().close();
});
