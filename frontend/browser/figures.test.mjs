import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, openStage } from "./stage.mjs";

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

test.each([390, 700, 820, 1024, 1440].flatMap((width) => ["/", "/replay"].map((path) => [width, path])))(
  "at %i px the figures of %s fill their rows",
  async (width, path) => {
    const page = await stage.open(path, { width });
    await page.locator("main dl > div:nth-child(5)").first().waitFor();
    const gaps = await page.evaluate(() => {
      const figures = [...document.querySelectorAll("main dl")].find((list) => list.children.length === 5);
      const { right } = figures.getBoundingClientRect();
      const rows = Map.groupBy([...figures.children], (figure) => figure.getBoundingClientRect().top);
      return [...rows.values()].map((row) => Math.round(right - row.at(-1).getBoundingClientRect().right));
    });
    expect(gaps).toEqual(gaps.map(() => 0));
    expect(page.errors).toEqual([]);
    await page.context().close();
  },
);

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
