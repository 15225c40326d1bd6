import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, follow, openStage, resize } from "./stage.mjs";

const usual = callCentre({
  all: { waiting: 3, oldestWaitingSince: ago(20) },
  of: (n) => ({ waiting: n === 0 ? 3 : 0, oldestWaitingSince: n === 0 ? ago(20) : undefined }),
});
let stage;
beforeAll(async () => {
  stage = await openStage(usual);
});
afterAll(() => stage.close());

/** What the page shows within so many ms. */
const says = (page, words, timeout = 10_000) => page.getByText(words).first().waitFor({ timeout });

test.each(["/", "/wallboard"])(
  "a network that swallows everything is told within four seconds, and the numbers of %s fade",
  async (view) => {
    stage.state.answers = usual;
    stage.state.push = () => usual["/api/stats"]();
    const page = await stage.open(view);
    await says(page, "Live");
    stage.state.silent = true;
    try {
      await says(page, /Stale since/, 4_500);
      await page.waitForFunction(() => document.querySelector("main .grayscale, main.grayscale") !== null);
    } finally {
      stage.state.silent = false;
    }
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await says(page, "Live", 20_000);
    await page.context().close();
  },
);

test("a browser without AbortSignal.any reads every view", async () => {
  stage.state.answers = usual;
  const page = await stage.open("/", { prepare: (opened) => opened.addInitScript("delete AbortSignal.any") });
  for (const view of ["/", "/calls", "/agents", "/alerts", "/wallboard"]) {
    if (view !== "/") await follow(page, view);
    await says(page, "Live");
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    expect(await page.getByText("Couldn’t load").count()).toBe(0);
  }
  expect(await page.evaluate(() => "any" in AbortSignal)).toBe(false);
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test.each([
  ["can't be understood", (route) => route.fulfill({ contentType: "text/javascript", body: "let = = 1" }), /could not start/],
  ["is missing", (route) => route.fulfill({ status: 404, body: "" }), /could not start/],
  ["does not come", () => {}, /still loading/],
])("a script that %s is told in words within ten seconds", async (_, answer, words) => {
  const page = await stage.open("/wallboard", { waitUntil: "commit", prepare: (opened) => opened.route("**/assets/index-*.js", answer) });
  await says(page, words, 10_000);
  await page.context().close();
});

test("a screen that may sleep says so without a mouse", async () => {
  const page = await stage.open("/wallboard", { prepare: (opened) => opened.addInitScript("delete Navigator.prototype.wakeLock") });
  const hint = page.getByText(/The screen may go dark/);
  await hint.waitFor();
  expect(await hint.evaluate((element) => element.checkVisibility({ opacityProperty: true }))).toBe(true);
  await page.context().close();
});

test("the day's chart has times at every width, and at most 120 points", async () => {
  stage.state.answers = callCentre({ points: 22 * 60 + 16 });
  const page = await stage.open("/?window=today", {
    prepare: (opened) =>
      opened.addInitScript(() => {
        window.drawn = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
          window.drawn.push(text);
          return fillText.call(this, text, ...at);
        };
      }),
  });
  await page.locator("canvas").nth(1).waitFor();
  for (const width of [360, 414, 640, 1280]) {
    await page.evaluate(() => {
      window.drawn = [];
    });
    await resize(page, [width, 900]);
    await page.waitForFunction(() => new Set(window.drawn.filter((text) => /\d:\d\d/.test(text))).size >= 2);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/chart-${width}.png`, fullPage: true });
  }
  await page.context().close();
});

test("in the night when clocks go back, the same time twice has its zone", async () => {
  const points = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"].map((minute) => ({
    minute,
    offered: 1,
    answered: 1,
    answeredWithin: 1,
    abandoned: 0,
    shortAbandoned: 0,
  }));
  stage.state.answers = { ...usual, "/api/stats/series": { window: "today", points } };
  const page = await stage.open("/?window=today", { timezoneId: "Europe/Madrid" });
  await page.getByText("Show as a table").click();
  const table = page.getByRole("table", { name: "Statistics minute by minute" });
  expect(await table.getByRole("rowheader").allTextContents()).toEqual(["03:30", "02:30 CET", "02:30 CEST"]);
  await page.context().close();
});

test.each([
  ["America/Mexico_City", /The call centre’s day began on 27 Nov, 11:00/],
  ["Asia/Bangkok", undefined],
])("a viewer in %s is told whose day it is, if it isn't theirs", async (timezoneId, words) => {
  // Midnight at +07:00.
  stage.state.answers = { ...usual, "/api/stats": (query) => ({ ...usual["/api/stats"](query), from: "2026-11-27T17:00:00Z" }) };
  const page = await stage.open("/?window=today", { timezoneId });
  if (words === undefined) {
    await says(page, "Live");
    expect(await page.getByText(/The call centre’s day/).count()).toBe(0);
  } else await says(page, words);
  await page.context().close();
});

test("the values under the pointer are read out in both charts, and a click leads to the calls", async () => {
  stage.state.answers = usual;
  const page = await stage.open("/");
  const chart = page.locator(".u-over").first();
  await chart.hover();
  await page.locator("[data-values]").nth(1).waitFor();
  expect(await page.locator("[data-values]").first().textContent()).toMatch(/\d\d:\d\dOffered \d+Answered \d+Abandoned \d+/);
  expect(await page.locator("[data-values]").nth(1).textContent()).toMatch(/Service level \d+%/);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/chart-hover.png`, fullPage: true });
  await chart.click();
  await page.waitForURL(/\/calls\?from=.*&to=/);
  await page.context().close();
});

test("while the browser allows no sound, none is queued, and the switch says what to do", async () => {
  const alert = (n) => ({
    id: `alert-${n}`,
    level: "breach",
    rule: "wait_sla_exceeded",
    callId: `call-${n}`,
    queueId: "queue_1",
    at: ago(0),
    since: ago(31),
    limit: 30,
    message: "Waited",
  });
  stage.state.answers = usual;
  const page = await stage.open("/alerts", {
    prepare: (opened) =>
      opened.addInitScript(() => {
        localStorage.setItem("callboard.sound", "on");
        localStorage.setItem("callboard.notifications", "on");
        window.oscillators = 0;
        window.AudioContext = class {
          state = "suspended";
          currentTime = 0;
          createOscillator() {
            window.oscillators++;
            throw new Error("not in this test");
          }
          resume() {
            return new Promise(() => {});
          }
        };
        // As on Android.
        window.Notification = class {
          static permission = "granted";
          constructor() {
            throw new TypeError("Illegal constructor");
          }
        };
      }),
  });
  await says(page, /Click anywhere on this page/);
  await says(page, "Live");
  for (let n = 1; n <= 3; n++) stage.emit("alert", alert(n));
  await page.waitForFunction(() => document.title.startsWith("(3)"));
  // The signal says so to screen readers, and sounds in the same moment.
  await page
    .getByText(/broke (its|their) limit$/)
    .first()
    .waitFor({ state: "attached" });
  expect(await page.evaluate(() => window.oscillators)).toBe(0);
  expect(page.errors).toEqual([]);
  await page.context().close();
});
