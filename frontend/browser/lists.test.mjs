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
  stage = await openStage({ ...callCentre(), "/api/calls": callsOf(() => newest) });
});
afterAll(() => stage.close());

/** Two calls begin, and everybody is told. */
function begin(page) {
  for (let n = 0; n < 2; n++) stage.emit("new_call", update(++newest));
  return page.getByText(`${newest.toLocaleString("en")} calls`).waitFor();
}

test.each([390, 1440])("at %i px calls stay under the pointer and in sight, and none is lost", async (width) => {
  newest = 100_255;
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
