import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { RulePreview, RuleSettings, RuleView } from "../../contracts";
import { ApiError } from "../../lib/api";
import { axeViolations } from "../../test/axe";
import { ago } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";
import { readRuleDraft, ruleDraftOf } from "./rule-draft";
import { daysBetween } from "./rule-preview";

const LIST = "/settings/rules";
const crowd: RuleSettings = { measure: "waiting", scope: "each", above: 10, forSeconds: 60, level: "breach", enabled: true };
const slow: RuleSettings = {
  measure: "service_level",
  window: "1h",
  scope: "queue",
  queueId: "legal_spanish",
  below: 0.7,
  forSeconds: 300,
  hysteresis: 0.05,
  hours: { zone: "Europe/Madrid", mon: ["09:00-18:00"] },
  whileOpen: true,
  level: "warning",
  enabled: true,
};
const aRule = (name: string, settings: RuleSettings, changes: Partial<RuleView> = {}): RuleView => ({
  name,
  settings,
  version: 1,
  changedBy: "ops",
  changedAt: ago(600),
  standings: [],
  ...changes,
});
const to = Date.parse(ago(0));
const before = (seconds: number): string => new Date(to - seconds * 1000).toISOString();
const none: RulePreview = { from: before(7 * 86_400), to: before(0), count: 0, firings: [], gaps: [] };
const firings = [
  { queueId: "legal_spanish", from: before(86_400), to: before(86_400 - 600) },
  { queueId: "legal_spanish", from: before(600) },
];

/** The service's side of rules. */
async function open(path: string, rules: RuleView[], preview: (rule: RuleSettings) => RulePreview = () => none) {
  sessionStorage.setItem("callboard.admin-key", "admin-key");
  const state = { rules };
  const world = await renderApp(path, (api) => {
    api.operatorAnswers = {
      "GET /api/ops/rules": () => state.rules,
      "POST /api/ops/rules/preview": (body) => preview(body as RuleSettings),
    };
    for (const name of ["crowd", "slow"]) {
      api.operatorAnswers[`PUT /api/ops/rules/${name}`] = (body) => {
        const made = aRule(name, body as RuleSettings);
        state.rules = [...state.rules.filter((rule) => rule.name !== name), made];
        return made;
      };
      api.operatorAnswers[`DELETE /api/ops/rules/${name}`] = () => {
        state.rules = state.rules.filter((rule) => rule.name !== name);
      };
    }
  });
  const changes = () => world.api.operations.filter(({ path: at }) => !at.endsWith("/preview"));
  return { ...world, changes, state };
}

const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const field = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
const settled = () => act(() => vi.advanceTimersByTimeAsync(700));

test("the list says each rule in a sentence and where it holds, and is polled", async () => {
  const { state } = await open(LIST, [
    aRule("crowd", crowd, {
      standings: [
        { queueId: "legal_spanish", since: ago(90), alertId: "1" },
        { queueId: "medical_english", since: ago(9) },
      ],
    }),
    aRule("off", { ...crowd, enabled: false }),
    aRule("slow", slow),
  ]);
  const rows = within(await screen.findByRole("list", { name: "Rules" }))
    .getAllByRole("listitem")
    .map((row) => row.textContent);
  expect(rows[0]).toContain("crowdWaiting, Each queue on its own: above 10 for 1:00");
  expect(rows[0]).toContain("Alert openLegal, Spanish");
  expect(rows[0]).toContain("So now, no alert yetMedical, English");
  expect(rows.find((row) => row?.startsWith("off"))).toContain("Turned off");
  expect(rows.find((row) => row?.startsWith("slow"))).toContain("Service level (1 h), Legal, Spanish: below 70% for 5:00");
  expect(rows.find((row) => row?.startsWith("slow"))).toContain("Not so now");
  expect(await axeViolations()).toEqual([]);
  state.rules = [aRule("crowd", crowd)];
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await waitFor(() => expect(screen.queryByText("Alert open")).toBeNull());
});

test("a rule is made while what it would have raised stands beside it", async () => {
  const typing = user();
  const asked: RuleSettings[] = [];
  const { changes } = await open(LIST, [], (rule) => {
    asked.push(rule);
    return rule.forSeconds === 120 ? { ...none, count: 2, firings, gaps: [{ from: none.from, to: before(2 * 86_400) }] } : none;
  });
  await screen.findByText(/^There is no rule yet/);
  await typing.click(await screen.findByRole("link", { name: /^Too many wait/ }));
  await settled();
  await screen.findByText("It would have raised no alert.");
  await typing.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/1 to 64 letters/);
  expect(document.activeElement).toBe(await field("Name"));
  await typing.type(await field("Name"), "crowd");
  await typing.clear(await field("For so long"));
  await screen.findByText("Fill in the rule to see how often it would have raised an alert.");
  await typing.type(await field("For so long"), "120");
  await settled();
  const said = await screen.findByText(/^It would have raised 2 alerts, open for 20:00 in all\.$/);
  expect(said.role).toBe("status");
  const times = within(screen.getByRole("table", { name: "The latest 2" }))
    .getAllByRole("row")
    .map((row) => row.textContent);
  expect(times[1]).toContain("10:00 (still open)");
  expect(times[2]).toContain("10:00Legal, Spanish");
  await screen.findByText(/^Nothing is known of the time before/);
  await screen.findByText("Waiting, Each queue on its own: above 10 for 2:00");
  expect(screen.getByRole("img", { name: /^When its alerts would have been open/ })).toBeTruthy();
  // Not with every letter.
  expect(asked).toHaveLength(2);
  expect(await axeViolations()).toEqual([]);
  await typing.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("heading", { level: 1, name: "crowd" });
  expect(changes()).toEqual([
    { method: "PUT", path: "/api/ops/rules/crowd", body: { ...crowd, forSeconds: 120, hysteresis: 0, whileOpen: false } },
  ]);
});

test("shares are typed in percent, and only what is counted has a window", async () => {
  const typing = user();
  const { changes } = await open(`${LIST}/crowd`, [aRule("crowd", crowd)]);
  expect(screen.queryByLabelText("Counted over")).toBeNull();
  await typing.selectOptions(await field("Number"), "Service level");
  await typing.selectOptions(await field("Counted over"), "1 h");
  await typing.selectOptions(await field("Of"), "Legal, Spanish");
  await typing.selectOptions(await field("Raise an alert when it is"), "less than");
  await typing.clear(await field("Threshold"));
  await typing.type(await field("Threshold"), "72,5");
  await typing.clear(await field("Clear it once it is back by"));
  await typing.type(await field("Clear it once it is back by"), "5");
  await typing.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved");
  expect(changes()[0]?.body).toEqual({
    measure: "service_level",
    window: "1h",
    scope: "queue",
    queueId: "legal_spanish",
    below: 0.725,
    forSeconds: 60,
    hysteresis: 0.05,
    whileOpen: false,
    level: "breach",
    enabled: true,
  });
});

test("what the service finds stands at its field", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/slow`, [aRule("slow", slow)]);
  await settled();
  api.refusal = new ApiError("Invalid payload", 400, {
    issues: [
      { path: "below", message: "must be more than 0, up to 1", code: "invalid_value" },
      { path: "hours.mon[0]", message: "must be a span of the day", code: "invalid_value" },
      { path: "queueId", message: "There is no queue x", code: "unknown_queue" },
    ],
  } as never);
  await typing.click(await screen.findByRole("button", { name: "Save" }));
  await waitFor(async () => expect((await field("Threshold")).getAttribute("aria-invalid")).toBe("true"));
  screen.getByText("must be more than 0, up to 1");
  screen.getByText("must be a span of the day");
  screen.getByText("There is no queue x");
});

test("a rule is deleted once that is confirmed", async () => {
  const typing = user();
  const { changes } = await open(`${LIST}/slow`, [aRule("slow", slow)]);
  await typing.click(await screen.findByRole("button", { name: "Delete" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete slow?" }));
  await typing.click(dialog.getByRole("button", { name: "Delete" }));
  await screen.findByText(/^There is no rule yet/);
  expect(changes()).toEqual([{ method: "DELETE", path: "/api/ops/rules/slow", body: undefined }]);
});

test("a rule that is shown and saved again is the same", () => {
  for (const rule of [{ ...crowd, hysteresis: 0, whileOpen: false }, slow]) {
    expect(readRuleDraft(ruleDraftOf(rule), true)).toEqual({ settings: rule, noNumbers: [] });
  }
});

test("the days of a week are those of the calendar", () => {
  const from = new Date(2026, 2, 27, 15, 30).getTime();
  const days = daysBetween(from, new Date(2026, 2, 30, 9).getTime());
  expect(days.map(({ start }) => new Date(start).getDate())).toEqual([27, 28, 29, 30]);
  expect(days.every(({ start }) => new Date(start).getHours() === 0)).toBe(true);
});
