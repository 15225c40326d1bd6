import { afterAll, beforeAll, expect, test } from "vitest";
import { callCentre, mistakes, openStage } from "./stage.mjs";

const noon = Date.parse("2026-11-20T12:00:00Z");
const at = (second) => new Date(noon + second * 1000).toISOString();

const span = (from, to, event, status, more) => ({
  event,
  from: at(from),
  ...(to !== undefined && { to: at(to) }),
  status,
  queueId: "queue_1",
  ...more,
});

/** A call every two seconds, of which the agents answer every second one after 40 s and hold every fourth. */
const calls = Array.from({ length: 1500 }, (_, n) => {
  const began = -1500 + n * 2;
  const queueId = `queue_${(n % 4) + 1}`;
  const agentId = `agent-${n % 97}`;
  const spans = [
    span(began, began + 10, "call_initiated", "waiting", { queueId }),
    span(began + 10, began + 40, "call_routed", "waiting", {
      queueId,
      agentId,
      statusSince: at(began),
      ringing: [agentId],
      ringingSince: at(began + 10),
    }),
  ];
  if (n % 2 === 0) {
    spans.push(span(began + 40, began + 120, "call_answered", "active", { queueId, agentId, waitTime: 40, flags: ["wait_sla_exceeded"] }));
    if (n % 4 === 0) spans.push(span(began + 120, began + 180, "call_hold", "on_hold", { queueId, agentId, waitTime: 40 }));
  }
  const end = Date.parse(spans.at(-1).to);
  spans.push({ ...spans.at(-1), event: "call_ended", status: "ended", from: new Date(end).toISOString(), endReason: "completed" });
  delete spans.at(-1).to;
  return { callId: `sim-mx0j7qat-${1300 + n}`, type: n % 3 ? "voice" : "video", startTime: at(began), spans };
});

let asked = [];
const replay = (query) => {
  asked.push(query.toString());
  return { from: query.get("from"), to: query.get("to"), calls };
};

let stage;
beforeAll(async () => {
  stage = await openStage({ ...callCentre(), "/api/replay": replay });
});
afterAll(() => stage.close());

const open = (path, options) => stage.open(path, options);
const time = (page) => page.locator("h1 time").getAttribute("datetime");

test("the moment of a link is shown, moved and played without asking again", async () => {
  asked = [];
  const page = await open("/replay?at=2026-11-20T12:00:00Z");
  await page.getByText("The board as it was then, not live").waitFor();
  expect(await time(page)).toBe("2026-11-20T12:00:00.000Z");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.search === "?at=2026-11-20T12:00:10Z");
  await page.getByRole("slider").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.waitForFunction(() => location.search === "?at=2026-11-20T11:59:10Z");
  await page.getByRole("button", { name: "60×" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForFunction(() => Date.parse(document.querySelector("h1 time").dateTime) > Date.parse("2026-11-20T12:00:40Z"));
  await page.getByRole("button", { name: "Pause" }).click();
  const stopped = await time(page);
  await page.waitForFunction((moment) => Date.parse(new URLSearchParams(location.search).get("at")) === Date.parse(moment), stopped);
  expect(asked).toHaveLength(1);
  const other = await open(await page.evaluate(() => location.pathname + location.search));
  await other.getByText("The board as it was then, not live").waitFor();
  expect(await time(other)).toBe(stopped);
  const figures = (shown) => shown.getByLabel("At that moment").textContent();
  expect(await figures(other)).toBe(await figures(page));
  expect([...page.errors, ...other.errors]).toEqual([]);
  await page.getByRole("link", { name: "Back to now" }).click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  expect(await page.evaluate(() => location.pathname)).toBe("/");
  await page.context().close();
  await other.context().close();
});

test("the link that is copied names the moment", async () => {
  const page = await open("/replay?at=2026-11-20T12:00:00Z", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByText("The board as it was then, not live").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${stage.address}/replay?at=2026-11-20T12:00:10Z`);
  await page.context().close();
});

test.each(["en-US", "es-ES"])("everything fits its place at every size in %s, and axe finds nothing in light and dark", async (locale) => {
  const page = await open("/replay?at=2026-11-20T12:00:00Z", { locale });
  await page.getByRole("slider").waitFor();
  const sizes = [
    [360, 740],
    [390, 844],
    [640, 900],
    [768, 1024],
    [1440, 900],
    [1920, 1080],
  ];
  expect(await mistakes(page, sizes, `replay-${locale}`)).toEqual([]);
  await page.context().close();
});
