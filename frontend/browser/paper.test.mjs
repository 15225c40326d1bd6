import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, openStage } from "./stage.mjs";

const crisis = callCentre({
  queues: 12,
  all: { waiting: 10_001, oldestWaitingSince: ago(4_001) },
  of: (n) => ({ waiting: n, oldestWaitingSince: ago(60 + n) }),
});
const four = callCentre({ all: { waiting: 3, oldestWaitingSince: ago(20) } });
let stage;
beforeAll(async () => {
  stage = await openStage(four);
});
afterAll(() => stage.close());

/** A4 less its margins, in px as a browser prints. */
const sheets = { portrait: [718, 1047], landscape: [1047, 718] };
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

/** The page as it is printed on each of the sheets, one after the other. */
async function onSheets(page, read) {
  for (const [sheet, [width, height]] of Object.entries(sheets)) {
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.setViewportSize({ width, height });
    expect(await cutOff(page), sheet).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    const print = (name) =>
      page.pdf({
        format: "A4",
        landscape: sheet === "landscape",
        printBackground: true,
        path: process.env.PICTURES && `${process.env.PICTURES}/paper-${name}-${sheet}.pdf`,
      });
    await read(sheet, print);
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  }
}

test.each(["/", "/wallboard"].flatMap((view) => [four, crisis].map((answers, n) => [view, n === 0 ? "four" : "twelve", answers])))(
  "%s prints whole and light, upright and lying, with %s queues",
  async (view, queues, answers) => {
    stage.state.answers = answers;
    const page = await stage.open(view, { theme: "dark" });
    await page.getByText("Live").first().waitFor();
    if (view === "/") await page.locator("canvas").nth(1).waitFor();
    await onSheets(page, async (sheet, print) => {
      if (view === "/") {
        const { reach, light } = await page
          .locator("canvas")
          .first()
          .evaluate((canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let [bright, dark] = [0, 0];
            for (let at = 0; at < data.length; at += 4) {
              if (data[at + 3] < 250) continue;
              if (data[at] + data[at + 1] + data[at + 2] > 500) bright++;
              else dark++;
            }
            const box = canvas.closest("figure").getBoundingClientRect();
            return { reach: canvas.getBoundingClientRect().bottom - box.bottom, light: bright / (bright + dark) };
          });
        // Drawn anew in the colours of the light theme, inside its frame.
        expect(light, sheet).toBeGreaterThan(0.8);
        expect(reach, sheet).toBeLessThanOrEqual(0);
      }
      expect(pages(await print(`${view.slice(1) || "overview"}-${queues}`)), sheet).toBeLessThanOrEqual(view === "/" ? 3 : 1);
    });
    await page.context().close();
  },
);

const longId = `agent-${"x".repeat(122)}`;
const callOf = (n) => ({
  id: `sim-mx0j7qat-${1300 + n}`,
  type: "voice",
  status: ["waiting", "active", "on_hold", "ended"][n % 4],
  queueId: `queue_${(n % 4) + 1}`,
  ...(n % 4 > 0 && { agentId: n === 5 ? longId : `agent-${n}`, answeredAt: ago(60 * n + 1) }),
  ...(n % 4 === 3 && { endTime: ago(30), endReason: "completed" }),
  startTime: ago(60 * n + 5),
  statusSince: ago(60 * n + 5),
  waitTime: 4 * n,
  holdTime: 7 * n,
  flags: n % 2 ? ["wait_sla_exceeded", "hold_limit_exceeded"] : [],
  sequence: 3,
  visits: [],
});
const alertOf = (n) => ({
  id: `breach:wait_sla_exceeded:sim-${n}`,
  level: n % 3 ? "breach" : "warning",
  rule: "wait_sla_exceeded",
  callId: `sim-mx0j7qat-${1300 + n}`,
  queueId: "queue_5",
  agentId: n === 5 ? longId : `agent-${n}`,
  at: ago(60 * n),
  since: ago(60 * n + 31),
  limit: 30,
  message: "Waiting for more than 30 s",
});
const agentOf = (n) => ({
  agentId: n === 5 ? longId : `agent-${1000 + n}`,
  state: ["ringing", "holding", "on_call", "idle"][n % 4],
  since: ago(60 * n),
  handledToday: n,
  missedToday: n % 3,
  averageHandleTime: 185,
  ...(n % 4 < 3 && { callId: `sim-mx0j7qat-${1300 + n}`, queueId: "queue_3" }),
});
const list = (of, count) => Array.from({ length: count }, (_, n) => of(n));
const lists = {
  ...four,
  "/api/calls": { data: list(callOf, 60), total: 60, page: 1, limit: 100, totalPages: 1 },
  "/api/calls/sim-mx0j7qat-1305": callOf(5),
  "/api/calls/sim-mx0j7qat-1305/events": list(
    (n) => ({
      eventId: `event-${n}`,
      callId: "sim-mx0j7qat-1305",
      eventType: ["call_initiated", "call_routed", "call_answered", "call_hold", "call_resumed"][n % 5],
      sequence: n + 1,
      timestamp: ago(300 - n * 10),
      receivedAt: ago(300 - n * 10),
      metadata: { queueId: "queue_1", agentId: longId },
    }),
    5,
  ),
  "/api/alerts": { data: list(alertOf, 60), total: 60 },
};

/** What must be on the paper, and the rows that must be whole: no page ends within one. */
const printed = [
  ["/calls", "calls", {}, "sim-mx0j7qat-1359", "[role=table] [role=row], tbody tr", 60],
  ["/calls/sim-mx0j7qat-1305", "call", {}, "sim-mx0j7qat-1305", undefined, 0],
  ["/agents", "agents", { "/api/agents": list(agentOf, 30) }, "agent-1029", "main li", 30],
  ["/agents", "many agents", { "/api/agents": list(agentOf, 120) }, "agent-1119", "tbody tr", 120],
  ["/alerts", "alerts", {}, "sim-mx0j7qat-1359", "#kept-rows > li", 60],
];

test.each(printed)("%s (%s) prints whole and light, upright and lying", async (path, name, answers, last, rows, count) => {
  stage.state.answers = { ...lists, ...answers };
  const page = await stage.open(path, { theme: "dark" });
  await page.getByText("Live").first().waitFor();
  await page
    .getByText(count === 0 ? last : "sim-mx0j7qat-13")
    .first()
    .waitFor();
  await onSheets(page, async (sheet, print) => {
    await page.getByText(last).locator("visible=true").first().waitFor();
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/paper-${name}-${sheet}.png` });
    if (rows !== undefined) {
      expect(await page.locator(rows).count()).toBeGreaterThanOrEqual(count);
      const breaking = await page
        .locator(rows)
        .evaluateAll((all) => all.filter((row) => getComputedStyle(row).breakInside !== "avoid").length);
      expect(breaking, sheet).toBe(0);
    }
    expect(pages(await print(name)), sheet).toBeLessThanOrEqual(Math.max(2, Math.ceil(count / 15)));
  });
  await page.context().close();
});

/** How many pages have something in this colour: what is drawn is in compressed streams, each page in its own. */
function pagesWith(pdf, colour) {
  const text = pdf.toString("latin1");
  let found = 0;
  for (const { index, 0: start } of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(index - 3, index) === "end") continue;
    const from = index + start.length;
    try {
      if (
        inflateSync(pdf.subarray(from, text.indexOf("endstream", from)))
          .toString("latin1")
          .includes(colour)
      )
        found++;
    } catch {
      // A font or a picture.
    }
  }
  return found;
}

// Upright, calls are cards, which have no heads.
test.each([
  ["/calls", "landscape", {}],
  ["/agents", "landscape", { "/api/agents": list(agentOf, 120) }],
  ["/agents", "portrait", { "/api/agents": list(agentOf, 120) }],
])("the table of %s has its head on each page in %s", async (path, sheet, answers) => {
  stage.state.answers = { ...lists, ...answers };
  const page = await stage.open(path);
  await page.getByText("sim-mx0j7qat-13").first().waitFor();
  await page.addStyleTag({ content: "thead * { color: rgb(255, 0, 51) !important }" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ format: "A4", landscape: sheet === "landscape", printBackground: true });
  expect(pages(pdf)).toBeGreaterThan(1);
  expect(pagesWith(pdf, "1 0 .2 rg")).toBe(pages(pdf));
  await page.context().close();
});
