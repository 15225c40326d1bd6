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
  // Of a limit so long that none comes to another part of it while a busy machine draws them.
  const waits = { fine: 80, near: 250, over: 750 };
  const calls = Object.entries(waits).map(([id, seconds]) =>
    call(1, { id, startTime: ago(seconds), statusSince: ago(seconds), agentId: "legal_english_07" }),
  );
  const answers = callCentre({ calls: [...calls, call(2, { id: "talks", status: "active" })] });
  stage.state.answers = { ...answers, "/api/queues": answers["/api/queues"].map((queue) => ({ ...queue, waitLimit: 300 })) };
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

test.each([390, 768, 1100, 1440])("opening and closing a call keeps place, scroll and focus at %i px", async (width) => {
  newest = 1_000;
  stage.state.answers = {
    ...callCentre(),
    "/api/calls": callsOf(() => newest),
    "/api/calls/sim-mx0j7qat-940": call(940),
    "/api/calls/sim-mx0j7qat-940/events": [],
  };
  const page = await stage.open("/calls", { width, locale: "en-US" });
  await page.getByText("1,000 calls").waitFor();
  const rowHeight = await page.evaluate(() => document.querySelector("tbody tr").offsetHeight);
  await page.evaluate((by) => scrollTo(0, by), 58 * rowHeight);
  const link = page.getByRole("link", { name: call(940).id });
  await link.waitFor();
  const before = [await page.evaluate(() => scrollY), await link.boundingBox()];
  await link.click();
  await page.getByRole("heading", { name: /sim-mx0j7qat-940/ }).waitFor();
  await begin(page);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/open-${width}.png` });
  await page.getByRole("link", { name: "Close" }).click();
  await page.waitForURL(/\/calls$/);
  await page.waitForFunction(() => document.activeElement?.id === "call-sim-mx0j7qat-940");
  expect([await page.evaluate(() => scrollY), await link.boundingBox()]).toEqual(before);
  await page.context().close();
});

test.each([
  ["en-GB", 390, 844],
  ["es-ES", 390, 844],
  ["es-ES", 360, 740],
])("on a phone (%s, %i × %i) controls leave room for calls, fingers hit them, and cards can be sorted", async (locale, width, height) => {
  stage.state.answers = callCentre({ calls: [call(2, { status: "active", agentId: "ana" }), call(1, { waitTime: 4 })] });
  const page = await stage.open("/calls?status=waiting,active", { width, height, locale, hasTouch: true, isMobile: true });
  await page.locator("tbody tr").first().waitFor();
  expect(
    await page
      .locator("tbody tr")
      .first()
      .evaluate((row) => row.getBoundingClientRect().top),
  ).toBeLessThan(844 / 3);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("main :is(a, button, select, input)")]
      .filter((element) => !element.closest("tbody") && element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 40)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
  await page.getByRole("combobox").first().selectOption("agent");
  await page.waitForURL(/sort=-agent/);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/phone-${locale}-${width}.png` });
  await page.getByRole("button", { name: /^(Filter|Filtro)$/ }).click();
  const sheet = page.getByRole("dialog");
  const edges = await sheet.boundingBox();
  expect(Math.round(edges.width)).toBe(width);
  expect(Math.round(edges.y + edges.height)).toBe(height);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/sheet-${locale}-${width}.png` });
  await page.context().close();
});

test.each([360, 390, 820])("at %i px the chip of an agent whose id is as long as ids may be fits the page", async (width) => {
  const agentId = `agent-${"0123456789".repeat(12)}xy`;
  stage.state.answers = callCentre({ calls: [call(2, { status: "active", agentId }), call(1)] });
  const page = await stage.open(`/calls?agentId=${agentId}&missedBy=${agentId}`, { width, height: 800, hasTouch: true, isMobile: true });
  const bar = page.getByRole("search");
  await bar.getByText(agentId).first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  const crosses = await bar.getByRole("button", { name: /^Remove / }).all();
  expect(crosses).toHaveLength(2);
  for (const remove of crosses) {
    await remove.scrollIntoViewIfNeeded();
    const { x, width: wide } = await remove.boundingBox();
    expect(x + wide).toBeLessThanOrEqual(width);
  }
  await page.context().close();
});

test("at a desk the filters are one line", async () => {
  stage.state.answers = callCentre();
  const page = await stage.open("/calls?status=waiting&queueId=queue_2&endReason=abandoned,failed&from=2026-11-20T09:00:00Z", {
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
  });
  const bar = page.getByRole("search");
  await bar.getByText("Medical Spanish").waitFor();
  await bar.getByText("since 20 Nov, 10:00 (CET)").waitFor();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/filters.png` });
  expect((await bar.boundingBox()).height).toBeLessThan(45);
  await bar.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByText("Times are yours: CET (Europe/Madrid)").waitFor();
  const colours = await page.getByRole("button", { name: "Show calls" }).evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return new Set([color, backgroundColor]).size;
  });
  expect(colours).toBe(2);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/filters-open.png` });
  await page.context().close();
});

test("text in rows is selected by dragging and double-clicks, ids are copied, and a click still opens", async () => {
  const one = call(1823, {
    status: "active",
    agentId: "legal_english_second_level_07",
    callerName: "Ana María Fernández",
    from: "+34 600 123 456",
  });
  stage.state.answers = {
    ...callCentre({ calls: [one, call(1822)] }),
    [`/api/calls/${one.id}`]: one,
    [`/api/calls/${one.id}/events`]: [],
  };
  const page = await stage.open("/calls", { permissions: ["clipboard-read", "clipboard-write"] });
  const selected = () => page.evaluate(() => getSelection().toString());
  /** Over as much of the text as can be seen in its cell. */
  const drag = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    const cell = await locator.locator("xpath=ancestor::td").boundingBox();
    const [from, to] = [Math.max(x, cell.x), Math.min(x + width, cell.x + cell.width)];
    await page.mouse.move(from + 1, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(to - 1, y + height / 2, { steps: 8 });
    await page.mouse.up();
  };
  await page.locator("td bdi").filter({ hasText: one.agentId }).waitFor();
  await drag(page.locator("td bdi").filter({ hasText: one.agentId }));
  expect(await selected()).toContain("second_level_07");
  await drag(page.locator("td [aria-hidden] bdi").filter({ hasText: one.id }));
  expect((await selected()).trim()).toBe(one.id);
  await page.getByRole("cell", { name: /^Ana María/ }).dblclick({ position: { x: 20, y: 18 } });
  expect((await selected()).trim()).not.toBe("");
  expect(page.url()).toMatch(/\/calls$/);
  await page.getByRole("row").nth(1).hover();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/rows.png` });
  await page.getByRole("button", { name: `Copy id ${one.id}` }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(one.id);
  expect(page.url()).toMatch(/\/calls$/);
  // Ids are cut off at their beginnings, if at all.
  for (const id of [one.id, one.agentId]) {
    const [end, cell] = await page
      .getByText(id)
      .first()
      .evaluate((element) => {
        const range = document.createRange();
        range.setStart(element.firstChild, element.textContent.length - 4);
        range.setEnd(element.firstChild, element.textContent.length);
        return [range.getBoundingClientRect(), element.closest("td").getBoundingClientRect()].map(({ left, right }) => ({ left, right }));
      });
    expect(end.left).toBeGreaterThan(cell.left);
    expect(end.right).toBeLessThanOrEqual(cell.right);
  }
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.getByRole("cell", { name: "Medical English" }).first().click();
  await page.waitForURL(new RegExp(`/calls/${one.id}$`));
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/rows-open.png` });
  await page.context().close();
});

test("in the night when clocks go back, calls of the same time twice are told apart", async () => {
  const times = ["2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z", "2026-10-24T20:30:00Z"];
  stage.state.answers = callCentre({ calls: times.map((startTime, n) => call(n + 1, { startTime })) });
  const page = await stage.open("/calls", { timezoneId: "Europe/Madrid" });
  await page.locator("tbody time[title]").nth(2).waitFor();
  expect(await page.locator("tbody time[title]").allTextContents()).toEqual(["25 Oct, 02:30 CET", "25 Oct, 02:30 CEST", "24 Oct, 22:30"]);
  await page.context().close();
});
