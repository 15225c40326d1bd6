import { expect, test } from "vitest";
import { rotatingPage } from "./rotation";

test("rows that fit on a page do not rotate", () => {
  expect(rotatingPage([1, 2], 3, 99_999, 10)).toEqual({ rows: [1, 2], page: 0, pages: 1 });
  expect(rotatingPage([], 3, 0, 10)).toEqual({ rows: [], page: 0, pages: 1 });
});

test("more rows rotate page by page, and start over", () => {
  const seen = [0, 9, 10, 20, 30].map((now) => rotatingPage([1, 2, 3, 4, 5], 2, now, 10).rows);
  expect(seen).toEqual([[1, 2], [1, 2], [3, 4], [5], [1, 2]]);
});
