import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ago, callCentre, follow, mistakes, openStage } from "./stage.mjs";

const connection = (name, settings, state = {}) => ({
  name,
  settings: { enabled: true, queues: "adopt", ...settings },
  secrets: ["secret", "token"],
  version: 1,
  changedBy: "ops",
  changedAt: ago(4_000),
  state: {
    status: "connected",
    since: ago(4_000),
    lastMessageAt: ago(2),
    lag: 0.25,
    messages: 1_234_567,
    taken: 900_000,
    ignored: 334_000,
    unknown: 500,
    refused: 67,
    ...state,
  },
});

const connections = [
  connection("asterisk-madrid", { kind: "asterisk", host: "pbx.example", username: "callboard", tls: true }),
  connection("a-name-of-sixty-four-characters-without-any-place-to-break-it-at", { kind: "amazon-connect" }, { status: "waiting" }),
  connection("crm", { kind: "json", mapping: { rules: [{ when: { path: "type" }, event: "call_initiated" }] } }, { status: "off" }),
  connection(
    "freeswitch",
    { kind: "freeswitch", host: "10.0.0.5" },
    { status: "failing", reason: "10.0.0.5:8021 refused the connection (java.net.ConnectException); it is tried again in 30 s" },
  ),
  connection("log", { kind: "asterisk-queue-log", path: "/var/log/asterisk/queue_log", zone: "America/Bogota" }),
];

const imports = ["uploading", "reading", "failed", "done"].map((state, n) => ({
  id: 9 - n,
  state,
  since: ago(n * 50),
  uploadedAt: ago(n * 60),
  uploadedBy: "an-operator-of-a-long-name-without-a-place-to-break",
  bytes: 987_654_321,
  bytesRead: 600_000_000,
  lines: 98_765_432,
  taken: 87_654_321,
  ignored: 7_654_321,
  unknown: 12_345,
  refused: 12_345,
  known: 123_456,
  tooOld: 123_456,
  ...(state === "failed" && { reason: `It can't be read: ${"x".repeat(120)}` }),
}));

const messages = ["refused", "unknown", "ignored", "taken"].map((outcome, n) => ({
  at: ago(n * 7),
  outcome,
  text: JSON.stringify({ type: "call.ended", id: "x".repeat(300) }),
  reasons: outcome === "refused" ? ["call_ended: the call call-1 is over already"] : [],
}));

const long = "a-name-of-sixty-four-characters-without-any-place-to-break-it-at";
const keys = [
  { name: "dev", role: "ingest", signed: false },
  {
    id: "1",
    name: long,
    role: "ingest",
    signed: true,
    eventsPerSecond: 10_000_000,
    createdBy: long,
    createdAt: ago(90_000),
    lastUsedAt: ago(60),
    lag: 12_345.6,
    expiresAt: ago(-86_400),
  },
  { id: "2", name: "report", role: "read", signed: false, createdBy: "ops", createdAt: ago(90_000) },
  { id: "3", name: "old", role: "admin", signed: false, createdBy: "ops", createdAt: ago(9), revokedBy: long, revokedAt: ago(1) },
];
const undelivered = [1, 2, 3].map((id) => ({
  id,
  channel: "call-alerts-acknowledged-at-once",
  callId: "c".repeat(128),
  sequence: 123,
  payload: JSON.stringify({ id: "x".repeat(300) }),
  reason: `WRONGTYPE ${"y".repeat(90)}`,
  since: ago(id * 60),
}));
const parked = [1, 2].map((id) => ({
  id: String(id),
  callId: "c".repeat(128),
  type: "call_retransfer",
  state: "rejected",
  timestamp: ago(9),
  receivedAt: ago(9),
  until: ago(1),
  reason: `expired ${"z".repeat(90)}`,
}));
const view = (more) => ({
  displayName: "Legal",
  waitLimit: 30,
  openHours: { mon: ["09:00-13:00"] },
  popUrl: `https://${"x".repeat(200)}`,
  ...more,
});
const changes = [
  {
    kind: "queue",
    name: "c".repeat(128),
    before: view(),
    after: view({ waitLimit: 20, openHours: { tue: ["15:00-18:00"] }, popUrl: "https://crm" }),
  },
  { kind: "connection", name: long, after: { mapping: { rules: [{ when: "x".repeat(400) }] } } },
  { kind: "key", name: "pbx", before: { name: "pbx" } },
  { kind: "caller", after: { calls: 2 } },
  { kind: "queue", name: "same", before: view(), after: view() },
].map((change, n) => ({ id: 9 - n, at: ago(n * 60), by: n === 0 ? long : "ops", ...change }));

const channel = (name, settings, more = {}) => ({
  name,
  settings: { enabled: true, ...settings },
  secrets: ["url"],
  version: 1,
  changedBy: "ops",
  changedAt: ago(4_000),
  failures: 0,
  ...more,
});
const channels = [
  channel("night", {
    kind: "webhook",
    url: `https://${"x".repeat(200)}`,
    template: `{"text": "{{title}}", "x": "${"y".repeat(200)}"}`,
    route: { levels: ["breach"], queueIds: ["q".repeat(128)], hours: { mon: ["00:00-08:00", "20:00-24:00"] }, everySeconds: 86_400 },
  }),
  channel(long, { kind: "slack" }, { failures: 12, reason: `Answered with 404 ${"z".repeat(90)}`, nextAt: ago(-300), toldAt: ago(9_000) }),
  channel("mails", { kind: "email", to: ["supervisors@example.com"], enabled: false }),
];
const told = [
  { at: ago(3), raised: 10_000, cleared: 2_345 },
  { at: ago(9), raised: 1, cleared: 0, reason: `No answer: ${"x".repeat(120)}` },
];
const webhook = (name, state, more = {}) => ({
  name,
  settings: { url: `https://crm.example/${"x".repeat(120)}`, enabled: state.status !== "off", ...more },
  version: 3,
  changedBy: long,
  changedAt: ago(4_000),
  oldSecretUntil: ago(-80_000),
  state: { waiting: 0, failed: 0, dropped: 0, ...state },
});
const webhooks = [
  webhook("crm", {
    status: "failing",
    failingSince: ago(90_000),
    reason: `Not connected: ${"y".repeat(90)}`,
    deliveredAt: ago(90_100),
    waiting: 99_999,
    oldestAt: ago(90_000),
    failed: 1_234,
  }),
  webhook(long, { status: "dropping", waiting: 100_000, dropped: 1_234_567 }, { types: ["call.ended"], queueIds: ["gone".repeat(30)] }),
  webhook("off", { status: "off", reason: "The endpoint answered with 410: it wants no more" }),
];
const sentMessages = [1, 2, 3].map((n) => ({
  id: `msg_${String(n).repeat(32)}`,
  type: "alerts.acknowledged",
  callId: "c".repeat(128),
  state: "failed",
  at: ago(n * 600),
  attempts: 10,
  reason: `Not connected: ${"y".repeat(90)}`,
}));
const attempts = sentMessages.map(({ id, type, callId, at, reason }, n) => ({
  messageId: id,
  type,
  callId,
  at,
  took: 14.9,
  ok: n === 0,
  answer: "z".repeat(500),
  ...(n > 0 && { status: 503, reason }),
}));

const rule = (name, settings, standings = []) => ({
  name,
  settings: { measure: "waiting", scope: "each", above: 10, forSeconds: 60, level: "breach", enabled: true, ...settings },
  version: 2,
  changedBy: long,
  changedAt: ago(4_000),
  standings,
});
const rules = [
  rule("crowd", {}, [
    { queueId: "queue_1", since: ago(90), alertId: "1" },
    { queueId: "q".repeat(128), since: ago(9) },
  ]),
  rule(
    long,
    {
      measure: "abandonment_rate",
      window: "today",
      scope: "queue",
      queueId: "gone".repeat(30),
      above: 0.125,
      hours: { zone: "America/Argentina/ComodRivadavia", mon: ["09:00-13:00", "15:00-18:00"] },
      whileOpen: true,
    },
    [],
  ),
  rule("off", { measure: "longest_pause", scope: "all", above: 1_200, enabled: false }),
];
const week = 7 * 86_400;
const fired = {
  from: ago(week),
  to: ago(0),
  count: 12_345,
  firings: [
    ...Array.from({ length: 30 }, (_, n) => ({
      queueId: n % 3 === 0 ? "queue_1" : "gone".repeat(30),
      from: ago(week - 90_000 - n * 15_000),
      to: ago(week - 90_000 - n * 15_000 - (n % 7) * 900 - 20),
    })),
    { from: ago(3_000) },
  ],
  gaps: [{ from: ago(week), to: ago(week - 80_000) }],
};

let stage;
beforeAll(async () => {
  stage = await openStage({
    ...callCentre(),
    "/api/ops/connections": connections,
    "/api/ops/rules": rules,
    "/api/ops/rules/preview": fired,
    "/api/ops/webhooks": webhooks,
    "/api/ops/webhooks/crm/attempts": attempts,
    "/api/ops/webhooks/crm/messages": sentMessages,
    "/api/ops/keys": keys,
    "/api/ops/channels": channels,
    "/api/ops/channels/night/messages": told,
    "/api/ops/undelivered": undelivered,
    "/api/ops/parked": parked,
    "/api/ops/callers/600": { calls: 1_234_567 },
    "/api/ops/changes": { data: changes, nextCursor: "c" },
    "/api/ops/system": {
      version: "1.0.0",
      startedAt: ago(9_000_000),
      databaseMigration: "33",
      expectedMigration: "32",
      pending: 100_000,
      oldestPending: 123_456.7,
      undelivered: 3,
      parked: 2,
      time: ago(0),
      databaseTime: ago(0.3),
      zone: "America/Argentina/ComodRivadavia",
    },
    "/api/ops/connections/crm/messages": messages,
    "/api/ops/connections/asterisk-madrid/messages": [],
    "/api/ops/connections/log/messages": messages,
    "/api/ops/connections/log/imports": imports,
    "/api/ops/connections/crm/preview": [
      { text: JSON.stringify({ id: "x".repeat(300) }), rule: "r".repeat(60), events: [] },
      { text: "{}", events: [], reason: `nothing is said of ${"y".repeat(90)}` },
    ],
  });
});
afterAll(() => stage.close());

const sizes = [
  [360, 740],
  [390, 844],
  [640, 900],
  [768, 1024],
  [1024, 768],
  [1440, 900],
];
const views = {
  connections: ["", "?add=", "?add=asterisk", "/crm", "/asterisk-madrid", "/log"],
  queues: ["", "/queue_1", "?add="],
  rules: ["", "?add=crowd", "?add=level", `/${long}`],
  webhooks: ["", "?add=", "/crm"],
  keys: ["", "?add="],
  channels: ["", "?add=slack", "?add=email", "/night"],
  undelivered: [""],
  callers: [""],
  changes: [""],
  system: [""],
};
test("a key is asked for, sent with every request, and kept from other tabs", async () => {
  const page = await stage.open("/");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Administrator’s key").fill("admin-key");
  const asked = page.waitForRequest("**/api/ops/connections");
  await page.keyboard.press("Enter");
  expect((await asked).headers()["x-api-key"]).toBe("admin-key");
  await page.getByRole("link", { name: "crm" }).click();
  await page.getByRole("heading", { level: 1, name: "crm" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${stage.address}/settings/connections`);
  await other.getByLabel("Administrator’s key").waitFor();
  expect(await other.evaluate(() => JSON.stringify(localStorage))).not.toContain("admin-key");
  expect(page.errors).toEqual([]);
  await page.context().close();
});

describe.each(["en-US", "es-ES"])("in %s", (locale) => {
  let page;
  beforeAll(async () => {
    page = await stage.open("/settings/connections", {
      locale,
      prepare: (blank) => blank.addInitScript(() => sessionStorage.setItem("callboard.admin-key", "admin-key")),
    });
    await page.getByRole("heading", { level: 1 }).waitFor();
  });
  afterAll(() => page.context().close());

  test.each(Object.keys(views))("settings of %s fit every size, and axe finds nothing in light and dark", async (settings) => {
    const found = [];
    for (const view of views[settings].map((each) => settings + each)) {
      await follow(page, `/settings/${view}`);
      const shown = page.locator("main");
      await shown.locator("h2, li, fieldset, form, dl").first().waitFor();
      await shown.evaluate((main) => {
        for (const folded of main.querySelectorAll("details")) folded.open = true;
      });
      if (view.includes("rules") && view !== "rules") await page.getByRole("table").waitFor();
      if (view === "callers") {
        await page.getByRole("textbox").fill("600");
        await page.keyboard.press("Enter");
        await page.getByRole("textbox").nth(1).waitFor();
      }
      found.push(...(await mistakes(page, sizes, `settings-${view.replace(/\W+/g, "-")}-${locale}`)));
    }
    expect(page.errors).toEqual([]);
    expect(found).toEqual([]);
  });
});
