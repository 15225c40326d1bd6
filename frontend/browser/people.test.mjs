import { afterAll, beforeAll, expect, test } from "vitest";
import { ago, callCentre, cutOff, follow, openStage, resize } from "./stage.mjs";

const HOUR = 3_600_000;
const iso = (at) => new Date(at).toISOString();

/** Ten to forty calls an hour, from 8 to 20 by UTC. */
function report(query) {
  const [from, to] = ["from", "to"].map((name) => Date.parse(query.get(name)));
  const rows = [];
  for (let at = from; at < to; at += HOUR) {
    const hour = new Date(at).getUTCHours();
    const offered = hour < 7 || hour > 21 ? 0 : Math.round(25 + 15 * Math.sin(hour / 2 + from / HOUR));
    const abandoned = Math.round(offered / 9);
    rows.push({
      from: iso(at),
      to: iso(Math.min(at + HOUR, to)),
      figures: { ...zero, offered, visits: offered, answered: Math.max(0, offered - abandoned - 1), abandoned },
    });
  }
  const sum = rows.reduce((total, { figures }) => total + figures.offered, 0);
  const span = { from: iso(from), to: iso(to), rows, total: { ...zero, offered: sum, visits: sum } };
  return { zone: "Europe/Madrid", interval: query.get("interval"), by: "none", span, before: { ...span, rows: [] } };
}

const zero = Object.fromEntries(
  "offered visits answered answeredWithin abandoned shortAbandoned transferred overflowed callbacks voicemails failed"
    .split(" ")
    .map((name) => [name, 0]),
);

const lost = Array.from({ length: 14 }, (_, n) => ({
  id: `sim-mx0j7qat-${1300 + n}`,
  type: "voice",
  status: "ended",
  endReason: ["abandoned", "callback", "overflowed", "voicemail"][n % 4],
  queueId: `queue_${1 + (n % 5)}`,
  from: `+34 600 1${n % 12}3 4${n % 12}6`,
  ...(n % 3 === 0 && { callerName: "María Isabel de las Mercedes Fernández-Villaverde y Ruiz de Arana" }),
  startTime: ago(60 + 611 * n),
  endTime: ago(20 + 611 * n),
  statusSince: ago(20 + 611 * n),
  waitTime: 40 + n * 17,
  holdTime: 0,
  flags: [],
  sequence: 2,
}));
const waiting = Array.from({ length: 6 }, (_, n) => ({
  id: `sim-mx0j7qat-${1400 + n}`,
  type: "voice",
  status: "waiting",
  queueId: "queue_1",
  from: `+34 622 000 00${n}`,
  startTime: ago(9 + 7 * n),
  statusSince: ago(9 + 7 * n),
  holdTime: 0,
  flags: [],
  sequence: 1,
}));
const own = {
  ...waiting[0],
  id: "sim-mx0j7qat-1500",
  status: "active",
  agentId: "ana",
  callerName: "Eva Ruiz",
  waitTime: 14,
  attributes: { customer: "A-1821", plan: "gold" },
};

function calls(query) {
  const talk = { ...own, id: "sim-mx0j7qat-1600", status: "ended", endReason: "completed", answeredAt: ago(5), agentId: "ben" };
  const q = query.get("q");
  const data =
    q !== null
      ? q.includes("113 ")
        ? [{ ...talk, from: q }]
        : []
      : query.get("status") === "ended"
        ? lost
        : query.has("agentId")
          ? [own, ...lost.slice(0, 6)]
          : waiting;
  return { data, total: data.length, page: 1, limit: 100, totalPages: 1 };
}

let stage;
beforeAll(async () => {
  stage = await openStage({
    ...callCentre({
      queues: 5,
      of: () => ({ waiting: 6, active: 12, onHold: 1, oldestWaitingSince: ago(44), callbacks: 3, serviceLevelTarget: 0.9 }),
    }),
    "/api/reports": report,
    "/api/calls": calls,
    "/api/calls/sim-mx0j7qat-1500": own,
    "/api/callbacks": [{ callId: lost[0].id, queueId: lost[0].queueId, by: "Maximiliana Fernández de la Rosa", at: ago(190) }],
    "/api/agents": ["ana", "ben", "agent-x".padEnd(128, "x")].map((agentId, n) => ({
      agentId,
      state: ["on_call", "ringing", "holding"][n],
      since: ago(30 + n),
      callId: n === 0 ? own.id : `sim-${n}`,
      queueId: "queue_1",
      handledToday: 12,
      missedToday: 1,
      averageHandleTime: 213,
    })),
  });
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

test.each([
  ["en-US", "light"],
  ["es-ES", "dark"],
])("what agents and supervisors read of people fits its place at every size in %s (%s)", async (locale, theme) => {
  const page = await stage.open("/", {
    locale,
    theme,
    prepare: (each) => each.addInitScript(() => localStorage.setItem("callboard.agent", "ana")),
  });
  await page.getByRole("heading", { level: 1 }).waitFor();
  const found = [];
  for (const [path, ready] of [
    ["/callbacks?span=24h", "main li"],
    ["/queues/queue_1", "[data-slot]"],
    ["/me", "main table"],
  ]) {
    await follow(page, path);
    await page.locator(ready).first().waitFor();
    for (const [width, height] of sizes) {
      await resize(page, [width, height]);
      if (process.env.PICTURES && [390, 1440].includes(width))
        await page.screenshot({
          path: `${process.env.PICTURES}/${path.replace(/\W+/g, "-")}-${locale}-${theme}-${width}.png`,
          fullPage: true,
        });
      for (const cut of await cutOff(page)) found.push(`${path} at ${width}×${height}: ${cut}`);
    }
  }
  expect(page.errors).toEqual([]);
  await page.context().close();
  expect(found).toEqual([]);
});
