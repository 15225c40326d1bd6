import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, openStage } from "./stage.mjs";

const call = (n, changes = {}) => ({
  id: `sim-mx0j7qat-${n}`,
  type: "voice",
  status: "waiting",
  queueId: "queue_1",
  startTime: new Date(1_795_000_000_000 + n * 1_000).toISOString(),
  statusSince: ago(20),
  holdTime: 0,
  flags: [],
  sequence: 1,
  ...changes,
});
const update = (n, changes = {}) => {
  const { id, ...row } = call(n, changes);
  return { callId: id, ...row, eventType: "call_initiated", timestamp: ago(0), eventId: `${id}-${row.sequence}` };
};

/** So many calls, newest first, as the service counts and pages them: lists with an end are counted up to 10,000. */
function callsOf(newest) {
  return (query) => {
    const before = query.get("to") ?? "9999";
    const since = query.get("from") ?? "";
    const all = [];
    const page = Number(query.get("page") ?? 1);
    const limit = Number(query.get("limit"));
    let top = newest();
    while (call(top).startTime >= before) top--;
    const first = query.get("cursor") === null ? top - (page - 1) * limit : Number(query.get("cursor"));
    for (let n = first; n > Math.max(0, first - limit); n--) if (call(n).startTime >= since) all.push(call(n));
    const total = query.has("to") || query.has("from") ? 10_000 : top;
    return {
      data: all,
      total,
      page,
      limit,
      totalPages: Math.ceil(total / limit),
      ...(total < top && { atLeast: true }),
      nextCursor: String(first - limit),
    };
  };
}

let stage;
let newest;
beforeAll(async () => {
  stage = await openStage(callCentre());
});
afterAll(() => stage.close());

/** Two calls begin, and everybody is told. */
function begin(page) {
  for (let n = 0; n < 2; n++) stage.emit("new_call", update(++newest));
  return page.getByText(`${newest.toLocaleString("en")} calls`).waitFor();
}

test.each([390, 1440])("at %i px calls stay under the pointer and in sight, and none is lost", async (width) => {
  newest = 100_255;
  stage.state.answers = { ...callCentre(), "/api/calls": callsOf(() => newest) };
  const page = await stage.open("/calls", { width, locale: "en-US" });
  await page.getByText("100,255 calls").waitFor();
  const link = page.getByRole("link", { name: call(100_253).id });
  await link.hover();
  const before = await link.boundingBox();
  for (let n = 0; n < 3; n++) await begin(page);
  expect(await link.boundingBox()).toEqual(before);
  await page.getByRole("button", { name: "6 new" }).waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/held-${width}.png` });
  await page.keyboard.press("n");
  await page.getByRole("link", { name: call(newest).id }).waitFor();

  // Scrolled: the pages that are read meanwhile go on where the list was.
  await page.mouse.move(1, 1);
  const top = newest;
  const rowHeight = await page.evaluate(() => document.querySelector("tbody tr").offsetHeight);
  await page.evaluate((by) => scrollTo(0, by), 60 * rowHeight);
  await page.getByRole("link", { name: call(top - 62).id }).waitFor();
  await begin(page);
  await page.evaluate((by) => scrollTo(0, by), 150 * rowHeight);
  await page.getByRole("link", { name: call(top - 152).id }).waitFor();
  const ids = await page.locator("tbody a[id^=call-]").evaluateAll((links) => links.map(({ id }) => Number(id.split("-").at(-1))));
  expect(ids).toEqual(ids.map((_, place) => ids[0] - place));
  // Far down, beyond what is counted with an end.
  await page.evaluate((by) => scrollTo(0, by), 20_000 * rowHeight);
  await page.getByRole("link", { name: call(top - 20_002).id }).waitFor();
  await page.getByRole("button", { name: "2 new" }).click();
  await page.getByRole("link", { name: call(newest).id }).waitFor();
  expect(await page.evaluate(() => scrollY)).toBeLessThan(1_000);
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test.each([
  ["light", 1440],
  ["dark", 390],
])("one bar fills towards the limit instead of three equal numbers (%s, %i px)", async (theme, width) => {
  const waits = { fine: 8, near: 26, over: 75 };
  const calls = Object.entries(waits).map(([id, seconds]) =>
    call(1, { id, startTime: ago(seconds), statusSince: ago(seconds), agentId: "legal_english_07" }),
  );
  const answers = callCentre({ calls: [...calls, call(2, { id: "talks", status: "active" })] });
  stage.state.answers = answers;
  const page = await stage.open("/calls", { width, theme });
  const bar = (id) =>
    page
      .getByRole("row")
      .filter({ has: page.locator(`#call-${id}`) })
      .locator(".limit-bar");
  const drawn = (id) =>
    bar(id).evaluate((element) => {
      const { backgroundSize, backgroundImage } = getComputedStyle(element);
      return { share: Number.parseFloat(backgroundSize), colour: backgroundImage.split("linear-gradient")[1] };
    });
  await bar("over").waitFor();
  const [fine, near, over] = [await drawn("fine"), await drawn("near"), await drawn("over")];
  expect(fine.share).toBeGreaterThan(20);
  expect(fine.share).toBeLessThan(80);
  expect(near.share).toBeGreaterThan(80);
  expect(over.share).toBe(100);
  expect(new Set([fine.colour, near.colour, over.colour]).size).toBe(3);
  expect(await bar("talks").count()).toBe(0);
  expect(await page.getByRole("columnheader", { name: /Wait|Total/ }).count()).toBe(0);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/bars-${width}.png` });
  await page.context().close();
});
