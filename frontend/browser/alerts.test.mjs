import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, openStage } from "./stage.mjs";

const alert = (n) => ({
  id: `breach:wait_sla_exceeded:sim-${n}`,
  level: "breach",
  rule: "wait_sla_exceeded",
  callId: `sim-${n}`,
  queueId: "queue_1",
  at: new Date(1_795_000_000_000 + n * 1_000).toISOString(),
  since: new Date(1_795_000_000_000 + n * 1_000 - 31_000).toISOString(),
  limit: 30,
  message: "Waiting for more than 30 s",
});

let stage;
const alerts = Array.from({ length: 40 }, (_, n) => alert(40 - n));
beforeAll(async () => {
  stage = await openStage({ ...callCentre(), "/api/alerts": () => ({ data: alerts, total: alerts.length }) });
});
afterAll(() => stage.close());

test.each([390, 1440])("at %i px the alert under “Acknowledge” stays the same in twenty tries of twenty", async (width) => {
  const page = await stage.open("/alerts", { width });
  const button = page.getByRole("button", { name: /^Acknowledge “/ }).nth(1);
  await button.scrollIntoViewIfNeeded();
  const { x, y, height } = await button.boundingBox();
  await page.mouse.move(x + 4, y + height / 2);
  const under = () => page.evaluate((point) => document.elementFromPoint(...point)?.closest("button")?.ariaLabel, [x + 4, y + height / 2]);
  const before = await under();
  expect(before).toContain("sim-39");
  for (let n = 0; n < 20; n++) {
    const newest = alert(100 + alerts.length);
    alerts.unshift(newest);
    stage.emit("alert", newest);
    await page.getByRole("button", { name: `${n + 1} new` }).waitFor();
    expect(await under()).toBe(before);
  }
  await page.getByRole("button", { name: "20 new" }).click();
  await page
    .getByRole("button", { name: /^Acknowledge “/ })
    .nth(19)
    .waitFor();
  expect(
    await page
      .getByRole("button", { name: /^Acknowledge “/ })
      .first()
      .getAttribute("aria-label"),
  ).toContain(alerts[0].callId);
  alerts.splice(0, 20);
  expect(page.errors).toEqual([]);
  await page.context().close();
});

test("closing the page sends what could still be taken back", async () => {
  let sent = 0;
  stage.state.answers[`/api/alerts/${encodeURIComponent(alert(40).id)}/acknowledge`] = () => {
    sent++;
    return { ...alert(40), acknowledgedBy: "Ana", acknowledgedAt: ago(0) };
  };
  const page = await stage.open("/alerts", {
    prepare: (opened) => opened.addInitScript(() => localStorage.setItem("callboard.name", "Ana")),
  });
  await page
    .getByRole("button", { name: /^Acknowledge “/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^Undo: / }).waitFor();
  expect(sent).toBe(0);
  await page.goto("about:blank");
  await expect.poll(() => sent).toBe(1);
  await page.context().close();
});
