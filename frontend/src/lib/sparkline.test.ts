import { expect, test } from "vitest";
import { sparkArea, sparkPath, sparkPeaks } from "./sparkline";

test("a line goes from left to right, the highest value at the top and zero at the bottom", () => {
  expect(sparkPath([0, 4, 2])).toBe("M0,100L50,0L100,50");
});

test("only zeros are a line at the bottom", () => {
  expect(sparkPath([0, 0])).toBe("M0,100L100,100");
});

test("two lines of one scale can be compared", () => {
  expect(sparkPath([0, 2], 4)).toBe("M0,100L100,50");
});

test("peaks rise from the bottom and return to it, with nothing between them", () => {
  expect(sparkPeaks([0, 0, 0])).toBe("");
  expect(sparkPeaks([0, 2, 0, 0, 0], 4)).toBe("M0,100L25,50M25,50L50,100");
});

test("an area is closed along the bottom", () => {
  expect(sparkArea([0, 4])).toBe("M0,100L100,0L100,100L0,100Z");
});

test("one value makes no line", () => {
  expect(sparkPath([3])).toBe("");
  expect(sparkArea([])).toBe("");
});
