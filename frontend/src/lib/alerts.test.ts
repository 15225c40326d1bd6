import { expect, test } from "vitest";
import type { Alert, AlertPage } from "../contracts";
import * as golden from "../contracts.golden";
import { at } from "../test/fixtures";
import {
  type Acknowledgement,
  type AlertFilter,
  alertsApiQuery,
  appendAlerts,
  formatAlertFilter,
  isAlert,
  latestAcknowledgement,
  mergeAlert,
  newAlerts,
  openBreaches,
  parseAlertFilter,
} from "./alerts";

const alert = (id: string, seconds: number, changes: Partial<Alert> = {}): Alert => ({
  ...golden.alertSparse,
  id,
  callId: id,
  queueId: "legal_spanish",
  level: "breach",
  at: at(seconds),
  ...changes,
});
const taken = (known: Alert, by = "Ana"): Alert => ({ ...known, acknowledgedBy: by, acknowledgedAt: at(100) });
const over = (known: Alert): Alert => ({ ...known, clearedAt: at(200) });
const ids = (page: AlertPage) => page.data.map(({ id }) => id).join("");
const whole = (...data: Alert[]): AlertPage => ({ data, total: data.length });
/** The newest of more than is loaded. */
const partly = (total: number, ...data: Alert[]): AlertPage => ({ data, total, nextCursor: "older" });
const open: AlertFilter = { state: "open" };
const all: AlertFilter = {};

const a = alert("a", 1);
const b = alert("b", 2);
const c = alert("c", 3);

test("the newest comes first, in whatever order they arrive", () => {
  const page = [a, c, b].reduce((merged, alert) => mergeAlert(merged, alert, open).page, whole());
  expect(ids(page)).toBe("cba");
  expect(page.total).toBe(3);
});

test("an alert that arrives twice, or after it was read, is listed once", () => {
  const page = whole(b, a);
  expect(mergeAlert(page, a, open)).toEqual({ page, refetch: false });
});

test("an acknowledgement takes an alert out of the open ones and leaves it among all", () => {
  expect(mergeAlert(whole(b, a), taken(a), open).page).toEqual(whole(b));
  expect(mergeAlert(whole(b, a), taken(a), all).page).toEqual(whole(b, taken(a)));
});

test("an acknowledgement is final, and the first one counts", () => {
  const page = whole(taken(a));
  expect(mergeAlert(page, a, all).page).toBe(page);
  expect(mergeAlert(page, taken(a, "Luis"), all).page).toBe(page);
  expect(mergeAlert(page, a, { state: "acknowledged" }).page).toBe(page);
});

test("an alert that is over leaves the open and the acknowledged ones, and comes back to none", () => {
  const page = whole(b, a);
  expect(mergeAlert(page, over(a), open).page).toEqual(whole(b));
  expect(mergeAlert(whole(b, taken(a)), over(taken(a)), { state: "acknowledged" }).page).toEqual(whole(b));
  expect(mergeAlert(whole(b), over(a), { state: "cleared" }).page).toEqual(whole(b, over(a)));
  expect(mergeAlert(page, over(a), all).page).toEqual(whole(b, over(a)));
  expect(mergeAlert(whole(over(a)), taken(a), all).page).toEqual(whole(over(a)));
  expect(mergeAlert(whole(), over(a), open)).toEqual({ page: whole(), refetch: false });
});

test("an acknowledged alert joins the acknowledged ones", () => {
  expect(ids(mergeAlert(whole(taken(c), taken(a)), taken(b), { state: "acknowledged" }).page)).toBe("cba");
});

test("an alert that does not match the filter changes nothing", () => {
  const page = whole(a);
  const warning = alert("w", 4, { level: "warning" });
  for (const other of [warning, taken(b), alert("q", 5, { queueId: "medical_english" })]) {
    expect(mergeAlert(page, other, { ...openBreaches, queueId: "legal_spanish" })).toEqual({ page, refetch: false });
  }
});

test("a change below the loaded alerts is refetched", () => {
  const page = partly(9, c, b);
  expect(mergeAlert(page, taken(a), open)).toEqual({ page, refetch: true });
  expect(mergeAlert(page, a, open)).toEqual({ page, refetch: false });
  const few = mergeAlert(page, taken(c), open);
  expect(few.page).toEqual(partly(8, b));
  expect(few.refetch).toBe(true);
});

test("a list that grows too long is refetched, which shortens it", () => {
  const many = Array.from({ length: 551 }, (_, n) => alert(`a${n}`, n));
  const merged = many.reduce((known, alert) => mergeAlert(known.page, alert, open), { page: whole(), refetch: false });
  expect(merged.refetch).toBe(true);
  expect(merged.page.total).toBe(551);
});

test("new alerts are those raised since, not those of an older or a refilled page", () => {
  expect(ids({ data: [...newAlerts(whole(b), whole(c, b, a))], total: 2 })).toBe("ca");
  expect(newAlerts(partly(9, c, b), partly(9, c, b, a))).toEqual([]);
  expect(newAlerts(partly(9, b), partly(9, c, b))).toEqual([c]);
  expect(newAlerts(whole(), whole(a))).toEqual([a]);
});

test("an older page is appended once, and only to the list it was requested for", () => {
  const page = partly(3, c, b);
  expect(appendAlerts(page, "older", whole(b, a))).toEqual(whole(c, b, a));
  expect(appendAlerts(page, "elsewhere", whole(a))).toBe(page);
});

test("the latest acknowledgement has all alerts of one click", () => {
  const clicked = [taken(a), taken(b), taken(b)].reduce<Acknowledgement | undefined>(latestAcknowledgement, undefined);
  expect(clicked).toEqual({ by: "Ana", at: at(100), ids: ["a", "b"], more: 0 });
  expect(latestAcknowledgement(clicked, c)).toBe(clicked);
  expect(latestAcknowledgement(clicked, { ...taken(c, "Luis"), acknowledgedAt: at(99) })).toBe(clicked);
  expect(latestAcknowledgement(clicked, { ...taken(c, "Luis"), acknowledgedAt: at(101) })).toEqual({
    by: "Luis",
    at: at(101),
    ids: ["c"],
    more: 0,
  });
});

test("a filter survives the URL, and the default needs no query", () => {
  for (const filter of [
    open,
    all,
    { state: "cleared" },
    { state: "acknowledged", level: "warning", queueId: "legal_spanish" },
  ] as AlertFilter[]) {
    expect(parseAlertFilter(formatAlertFilter(filter))).toEqual({ level: undefined, queueId: undefined, state: undefined, ...filter });
  }
  expect(formatAlertFilter(open)).toBe("");
  expect(parseAlertFilter("state=nonsense&level=x").state).toBe("open");
});

test("a filter becomes an API query", () => {
  expect(alertsApiQuery(openBreaches, 100, "x")).toBe("limit=100&state=open&level=breach&cursor=x");
  expect(alertsApiQuery(all, 100)).toBe("limit=100");
});

test("a payload that is no alert is refused", () => {
  expect(isAlert(golden.alertSparse)).toBe(true);
  for (const payload of [undefined, null, "x", {}, { id: "a" }]) expect(isAlert(payload)).toBe(false);
});
