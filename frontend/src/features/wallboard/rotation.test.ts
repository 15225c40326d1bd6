import { expect, test } from "vitest";
import { pageOf } from "./turning";

test("what fits is shown all the time", () => {
  expect(pageOf([1, 2], 3, 99_999, 10)).toEqual({ rows: [1, 2], page: 0, pages: 1 });
  expect(pageOf([], 3, 0, 10)).toEqual({ rows: [], page: 0, pages: 1 });
});

test("what does not fit takes turns, and begins again", () => {
  const seen = [0, 9, 10, 20, 30].map((now) => pageOf([1, 2, 3, 4, 5], 2, now, 10).rows);
  expect(seen).toEqual([[1, 2], [1, 2], [3, 4], [5], [1, 2]]);
});
