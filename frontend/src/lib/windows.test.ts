import { expect, test } from "vitest";
import { parseWindow, targetOf, verdictOf } from "./windows";

test.each([
  [0.8, "met"],
  [0.795, "met"],
  [0.794, "near"],
  [0.75, "near"],
  [0.74, "missed"],
  [0, "missed"],
])("a service level of %f is %s, as it is shown", (level, verdict) => expect(verdictOf(level, 0.8)).toBe(verdict));

test("a queue may aim at more or less than others", () => {
  expect([verdictOf(0.8, 0.9), verdictOf(0.86, 0.9), verdictOf(0.71, 0.7)]).toEqual(["missed", "near", "met"]);
  expect([targetOf({ serviceLevelTarget: 0.9 }), targetOf({}), targetOf(undefined)]).toEqual([0.9, 0.8, 0.8]);
});

test("an unknown window is the default one", () => {
  expect(parseWindow("?window=1h")).toBe("1h");
  expect(parseWindow("?window=1y")).toBe("15m");
});
