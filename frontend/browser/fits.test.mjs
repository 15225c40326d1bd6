import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, follow, openStage, resize } from "./stage.mjs";

/** Widths and heights: phones, tablets in both ways, desks, a television, a large screen. */
const sizes = [
  [360, 740],
  [390, 844],
  [640, 900],
  [720, 450],
  [768, 1024],
  [1024, 768],
  [1440, 900],
  [1920, 1080],
  [3840, 2160],
];

/** Nobody, an ordinary hour, a crisis, and what is left of a crisis nobody ended. */
const tomorrow = { opensAt: ago(-86_400) };
const days = {
  quiet: callCentre({ queues: 4, all: { serviceLevel: undefined, asa: undefined, aht: undefined, abandonmentRate: undefined } }),
  usual: callCentre({
    queues: 8,
    all: { waiting: 12, active: 210, onHold: 9, oldestWaitingSince: ago(25 * 60 + 23) },
    of: (n) => ({
      waiting: 3 - (n % 3),
      active: 20,
      onHold: 2,
      oldestWaitingSince: ago(n === 0 ? 25 * 60 + 23 : 27 - n),
      ...(n === 1 && tomorrow),
    }),
  }),
  crisis: callCentre({
    queues: 12,
    all: {
      waiting: 10_001,
      active: 12_975,
      onHold: 1_111,
      offered: 120_345,
      abandoned: 99_999,
      abandonmentRate: 1,
      serviceLevel: 1,
      asa: 4_001,
      aht: 36_000,
      oldestWaitingSince: ago(4_001),
    },
    of: (n) => ({
      waiting: n === 3 ? 10_001 : 888,
      active: 2_975,
      onHold: 1_111,
      offered: 12_345,
      asa: 4_001,
      aht: 40_000,
      serviceLevel: 0,
      abandonmentRate: 1,
      oldestWaitingSince: ago(n === 2 ? 4_001 : 3_600 + n),
      ...(n === 4 && tomorrow),
    }),
  }),
  leftover: callCentre({
    queues: 4,
    all: { waiting: 123_456, active: 99_999, onHold: 100_000, oldestWaitingSince: ago(2136 * 3600), asa: 90_000, aht: 7_690_000 },
    of: (n) => ({ waiting: 123_456, active: 99_999, oldestWaitingSince: ago((2136 - n) * 3600), asa: 90_000, aht: 7_690_000 }),
  }),
};

/** Calls of a crisis: of today and of days ago, waiting for moments and for days. */
const calls = Array.from({ length: 24 }, (_, n) => ({
  id: `sim-mx0j7qat-${1300 + n}`,
  type: "voice",
  status: ["waiting", "active", "on_hold"][n % 3],
  queueId: "queue_1",
  ...(n % 3 > 0 && { agentId: "agent-7" }),
  startTime: ago(4_001 * n + 5),
  statusSince: ago(4_001 * n + 5),
  waitTime: 4_001 * n,
  holdTime: 4_001 * n,
  flags: n % 2 ? ["wait_sla_exceeded"] : [],
  sequence: 3,
}));
for (const day of ["crisis", "leftover"])
  days[day]["/api/calls"] = { data: calls, total: calls.length, page: 1, limit: 100, totalPages: 1 };

/** Agents with such days: a few are cards, many are lines of a table. */
const agents = (count) =>
  Array.from({ length: count }, (_, n) => ({
    agentId: `medical_spanish-${10 + n}`,
    state: ["ringing", "holding", "on_call", "idle"][n % 4],
    since: ago(n % 2 ? 4_001 : 2136 * 3600),
    handledToday: 12_345,
    missedToday: 1_234,
    averageHandleTime: n % 2 ? 40_000 : 7_690_000,
    ...(n % 4 < 3 && { callId: `sim-mx0j7qat-${1300 + n}`, queueId: "queue_5" }),
  }));
days.crisis["/api/agents"] = agents(60);
days.leftover["/api/agents"] = agents(12);

let stage;
beforeAll(async () => {
  stage = await openStage(days.usual);
});
afterAll(() => stage.close());

const views = ["/", "/wallboard", "/calls", "/alerts", "/agents"];
const cases = Object.keys(days).flatMap((day) => ["en-US", "es-ES"].map((locale) => [day, locale]));

test.each(cases)("every figure of a %s day fits its place at every size in %s", async (day, locale) => {
  stage.state.answers = days[day];
  const page = await stage.open(views[0], { locale });
  const found = [];
  for (const view of views) {
    if (view !== views[0]) await follow(page, view);
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await page.locator(".animate-pulse.bg-raised").first().waitFor({ state: "detached" });
    for (const size of sizes) {
      await resize(page, size);
      if (process.env.PICTURES)
        await page.screenshot({ path: `${process.env.PICTURES}/${day}-${locale}-${view.slice(1) || "overview"}-${size[0]}.png` });
      for (const cut of await cutOff(page)) found.push(`${view} at ${size.join("×")}: ${cut}`);
    }
  }
  await page.context().close();
  expect(found).toEqual([]);
});

test.each(["en-GB", "es-ES"])("a touch screen has no pointer to ask with, so short forms are written out in %s", async (locale) => {
  stage.state.answers = days.usual;
  const page = await stage.open("/", { locale, width: 390, height: 844, hasTouch: true, isMobile: true });
  await page.locator("article").first().waitFor();
  await page
    .getByText(locale === "en-GB" ? "Avg. handle" : "Oper. media")
    .first()
    .waitFor();
  expect(
    await page
      .getByText(/^(AHT|TMO)$/)
      .first()
      .isVisible(),
  ).toBe(false);
  if (process.env.PICTURES)
    await page
      .locator("article")
      .first()
      .screenshot({ path: `${process.env.PICTURES}/touch-${locale}.png` });
  expect(await cutOff(page)).toEqual([]);
  await page.context().close();
});
