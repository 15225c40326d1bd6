import { expect, test } from "vitest";
import type { Alert } from "../contracts";
import * as golden from "../contracts.golden";
import { at } from "../test/fixtures";
import { isAlert, mergeAlert, unseenBreaches } from "./alerts";

const alert = (id: string, seconds: number, level: "warning" | "breach" = "breach") => ({ ...golden.alert, id, level, at: at(seconds) });
const none: readonly Alert[] = [];
const ids = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id).join("");

test("the newest comes first, however they come in", () => {
  expect(ids([alert("a", 1), alert("c", 3), alert("b", 2)].reduce(mergeAlert, none))).toBe("cba");
});

test("an alert that is delivered twice is there once", () => {
  const known = mergeAlert([], alert("a", 1));
  expect(mergeAlert(known, alert("a", 1))).toBe(known);
});

test("the oldest of too many are forgotten", () => {
  const many = Array.from({ length: 600 }, (_, n) => alert(`a${n}`, n)).reduce(mergeAlert, none);
  expect(many).toHaveLength(500);
  expect(many[0]?.id).toBe("a599");
});

test("only breaches since the last look count", () => {
  const alerts = [alert("c", 3), alert("w", 3, "warning"), alert("b", 2), alert("a", 1)];
  expect(unseenBreaches(alerts, Date.parse(at(1)))).toBe(2);
  expect(unseenBreaches(alerts, 0)).toBe(3);
});

test("what is no alert is not taken for one", () => {
  expect(isAlert(golden.alertSparse)).toBe(true);
  for (const word of [undefined, null, "x", {}, { id: "a" }]) expect(isAlert(word)).toBe(false);
});
