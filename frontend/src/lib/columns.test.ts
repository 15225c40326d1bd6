import { expect, test } from "vitest";
import { columnIds, formatColumns, moveColumn, parseColumns, toggleColumn } from "./columns";

test.each([undefined, ""])("without a stored choice the columns are in the default order, those that repeat the time hidden", (stored) => {
  expect(parseColumns(stored)).toEqual({ order: columnIds, hidden: ["wait", "hold", "duration"] });
});

test("a choice survives being stored", () => {
  const chosen = moveColumn(toggleColumn(parseColumns(undefined), "agent"), "started", -columnIds.length);
  expect(chosen.order[0]).toBe("started");
  const { order, hidden } = parseColumns(formatColumns(chosen));
  expect(order).toEqual(chosen.order);
  expect(new Set(hidden)).toEqual(new Set(["agent", "wait", "hold", "duration"]));
});

test("unknown columns are ignored, and new ones come last", () => {
  const { order, hidden } = parseColumns("flags,-wait,nonsense,flags");
  expect(order.slice(0, 3)).toEqual(["flags", "wait", "status"]);
  expect(order).toHaveLength(columnIds.length);
  expect(hidden).toEqual(["wait"]);
});

test("the column with the link can't be hidden", () => {
  expect(parseColumns("-call").hidden).toEqual([]);
});

test("a column stays within the table", () => {
  expect(moveColumn(parseColumns(undefined), "status", -1).order).toEqual(columnIds);
  expect(moveColumn(parseColumns(undefined), "started", 1).order).toEqual(columnIds);
});
