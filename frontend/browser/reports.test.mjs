import { afterAll, beforeAll, expect, test } from "vitest";
import { callCentre, cutOff, follow, openStage, resize } from "./stage.mjs";

const HOUR = 3_600_000;

/** A call centre that is busy from 8 to 20 on weekdays and has few calls at night, so that a day just begun has some. */
function report(query) {
  const [from, to] = ["from", "to"].map((name) => Date.parse(query.get(name)));
  const zone = query.get("zone") ?? "Europe/Madrid";
  const [interval, by] = [query.get("interval"), query.get("by")];
  const steps = { "15m": HOUR / 4, "30m": HOUR / 2, "1h": HOUR, "1d": 24 * HOUR, "1w": 168 * HOUR, "1mo": 720 * HOUR, all: to - from };
  const spanOf = (begin, end) => {
    const rows = [];
    for (let at = begin; at < end; at += steps[interval]) {
      const next = Math.min(end, at + steps[interval]);
      const ids = by === "queue" ? ["queue_1", "queue_2", "queue_3", "queue_5"] : [undefined];
      for (const [n, queueId] of ids.entries()) {
        let calls = 0;
        for (let hour = at; hour < next; hour += Math.min(HOUR, steps[interval]))
          calls += callsAt(hour) / (HOUR / Math.min(HOUR, steps[interval]));
        rows.push({ from: iso(at), to: iso(next), ...(queueId && { queueId }), figures: figures((calls / ids.length) * (1 + n / 5), at) });
      }
    }
    return {
      from: iso(begin),
      to: iso(end),
      rows,
      total: figures(
        rows.reduce((sum, row) => sum + row.figures.offered, 0),
        begin,
      ),
    };
  };
  return { zone, interval, by, span: withPeople(spanOf(from, to), by), before: withPeople(spanOf(2 * from - to, from), by) };
}

/** Of whom what is done is told, with names as long as they come. */
function withPeople(span, by) {
  const work = { from: span.from, to: span.to, handled: 1_234, missed: 21, hungUp: 3, handleTime: 324_000, averageHandleTime: 262.5 };
  const teams = [{ team: "Atención a personas mayores y familias numerosas", agents: 41 }, { team: "Legal", agents: 3 }, { agents: 1 }];
  const agents = ["ana", "SIP/a-very-long-extension@pbx.of-a-very-long-name.example.com"];
  if (by === "team") return { ...span, teams: teams.map((team) => ({ ...work, ...team })) };
  if (by === "agent") return { ...span, agents: agents.map((agentId) => ({ ...work, agentId, team: "Legal" })) };
  return span;
}

const iso = (at) => new Date(at).toISOString();

function callsAt(at) {
  const date = new Date(at);
  const [day, hour] = [date.getUTCDay(), date.getUTCHours() + 1];
  if (hour < 8 || hour > 20) return 4;
  return Math.round((day === 0 || day === 6 ? 6 : 34) * (0.5 + Math.abs(Math.sin((hour - 6) / 2.4))) * (1 + ((at / HOUR) % 7) / 30));
}

function figures(calls, at) {
  const offered = Math.round(calls);
  const bad = 0.05 + 0.08 * Math.abs(Math.sin(at / HOUR / 5));
  const abandoned = Math.round(offered * bad);
  const other = Math.round(offered * 0.03);
  const answered = offered - abandoned - other;
  const within = Math.round(answered * (1 - 1.6 * bad));
  return {
    offered,
    visits: offered,
    answered,
    answeredWithin: within,
    abandoned,
    shortAbandoned: 0,
    transferred: 0,
    overflowed: 0,
    callbacks: other,
    voicemails: 0,
    failed: 0,
    ...(offered > 0 && { serviceLevel: within / offered, abandonmentRate: abandoned / offered }),
    ...(answered > 0 && { asa: 14 + 90 * bad, aht: 262, waitP50: 9 + 30 * bad, waitP80: 18 + 200 * bad, waitP95: 40 + 500 * bad }),
  };
}

let stage;
beforeAll(async () => {
  stage = await openStage({ ...callCentre(), "/api/reports": report });
});
afterAll(() => stage.close());

const sizes = [
  [360, 740],
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1440, 900],
  [3840, 2160],
];
const cases = [
  ["en-US", "light"],
  ["es-ES", "dark"],
];

test.each(cases)("every figure of a report fits its place at every size in %s (%s)", async (locale, theme) => {
  const page = await stage.open("/reports", { locale, theme, timezoneId: "America/New_York" });
  const found = [];
  for (const query of ["", "?by=queue&span=28d", "?span=today", "?span=365d&by=queue&interval=1mo", "?by=team", "?by=agent&team=Legal"]) {
    if (query !== "") await follow(page, `/reports${query}`);
    await page.locator("[data-column] button").first().waitFor();
    for (const [width, height] of sizes) {
      await resize(page, [width, height]);
      if (process.env.PICTURES && [390, 1440].includes(width))
        await page.screenshot({
          path: `${process.env.PICTURES}/reports-${query.replace(/\W/g, "")}-${locale}-${theme}-${width}.png`,
          fullPage: true,
        });
      for (const cut of await cutOff(page)) found.push(`${query} at ${width}×${height}: ${cut}`);
    }
  }
  await page.context().close();
  expect(found).toEqual([]);
});

test("a chart reads out what is pointed at, and a click leads to its calls", async () => {
  const page = await stage.open("/reports?span=28d", { timezoneId: "Europe/Madrid" });
  const slot = page.locator("[data-slot]").nth(10);
  await slot.hover();
  await page.locator("[data-values]").getByText("Answered").waitFor();
  const key = await slot.getAttribute("data-slot");
  await slot.click();
  await page.waitForURL(/\/calls\?/);
  expect(new URL(page.url()).searchParams.get("from")).toBe(key);
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test.each([
  [718, 1047],
  [1047, 718],
])("a report prints whole and light at %i × %i", async (width, height) => {
  const page = await stage.open("/reports?by=queue", { theme: "dark" });
  await page.locator("[data-column] button").first().waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width, height });
  expect(await cutOff(page)).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  if (process.env.PICTURES) await page.pdf({ path: `${process.env.PICTURES}/reports-${width}.pdf`, preferCSSPageSize: true });
  await page.context().close();
});
