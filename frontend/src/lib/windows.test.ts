import { expect, test } from "vitest";
import { parseWindow, verdictOf } from "./windows";

test.each([
  [0.8, "met"],
  [0.795, "met"],
  [0.794, "near"],
  [0.75, "near"],
  [0.74, "missed"],
  [0, "missed"],
])("a service level of %f is %s, as it is shown", (level, verdict) => expect(verdictOf(level)).toBe(verdict));

test("an unknown window is the default one", () => {
  expect(parseWindow("?window=1h")).toBe("1h");
  expect(parseWindow("?window=1y")).toBe("15m");
});
