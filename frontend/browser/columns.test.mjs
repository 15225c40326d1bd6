import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, openStage, resize } from "./stage.mjs";

const outcomes = ["completed", "abandoned", "failed", "overflowed", "callback", "voicemail"];
const live = ["waiting", "active", "on_hold"];
const rules = ["wait_sla_exceeded", "rerouted", "hold_limit_exceeded", "short_call", "short_abandon", "reroute_required", "stale_call"];
const calls = [...live, ...outcomes].map((word, n) => ({
  id: `sim-mx0j7qat-${1300 + n}`,
  type: "voice",
  status: live.includes(word) ? word : "ended",
  queueId: `queue_${(n % 4) + 1}`,
  agentId: `medical_spanish-${10 + n}`,
  callerName: "María del Carmen Fernández",
  from: "+34 600 123 456",
  direction: "inbound",
  startTime: ago(600 + n),
  statusSince: ago(5),
  holdTime: 0,
  flags: n < rules.length ? [rules[n]] : [],
  sequence: 3,
  ...(!live.includes(word) && { endTime: ago(5), endReason: word }),
}));

let stage;
beforeAll(async () => {
  stage = await openStage(callCentre({ calls }));
});
afterAll(() => stage.close());

test.each(["en-GB", "es-ES"])("no status, outcome, agent or queue of a list is cut on a desk in %s", async (locale) => {
  const page = await stage.open("/calls", { locale });
  await page.getByText("sim-mx0j7qat-1308").first().waitFor();
  const cut = [];
  for (const width of [1280, 1440, 1920]) {
    await resize(page, [width, 900]);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/columns-${locale}-${width}.png` });
    const texts = page.locator("tbody td:not(:nth-child(4)) .truncate, tbody td.truncate:not(:nth-child(4))");
    expect(await texts.count()).toBeGreaterThan(calls.length);
    cut.push(
      ...(await texts.evaluateAll((all) =>
        all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => `${innerWidth}: ${textContent}`),
      )),
    );
  }
  expect(cut).toEqual([]);
  await page.context().close();
});

test("beside an open call ids keep the ends that tell them apart", async () => {
  const alike = calls.map((call, n) => ({ ...call, id: `asterisk-madrid-2-of-the-main-trunk-1732881600.${1300 + n}` }));
  const [open] = alike;
  stage.state.answers = { ...callCentre({ calls: alike }), [`/api/calls/${open.id}`]: open, [`/api/calls/${open.id}/events`]: [] };
  const page = await stage.open(`/calls/${open.id}`);
  await page.getByRole("heading", { name: open.id }).waitFor();
  const rows = page.locator('tbody [title^="asterisk-madrid"] > bdi');
  await rows.nth(alike.length - 1).waitFor();
  for (const width of [1280, 1440, 1920]) {
    await resize(page, [width, 900]);
    const ids = await rows.evaluateAll((all) =>
      all.map((id) => {
        const [text, box] = [id.getBoundingClientRect(), id.parentElement.getBoundingClientRect()];
        return { cut: text.width > box.width + 1, hasEnd: text.right <= box.right + 1 };
      }),
    );
    expect(ids, `at ${width} px`).toHaveLength(alike.length);
    expect(
      ids.filter(({ hasEnd }) => !hasEnd),
      `at ${width} px`,
    ).toEqual([]);
    // At a width at which all fit, nothing is shown by this.
    if (width < 1920) expect(ids.every(({ cut }) => cut)).toBe(true);
  }
  await page.context().close();
});
