import { expect, test } from "vitest";
import { columnIds, formatColumns, moveColumn, parseColumns, toggleColumn } from "./columns";

test("without a stored choice every column is shown in the default order", () => {
  expect(parseColumns(undefined)).toEqual({ order: columnIds, hidden: [] });
});

test("a choice survives being stored", () => {
  const chosen = moveColumn(toggleColumn(parseColumns(undefined), "agent"), "started", -columnIds.length);
  expect(chosen.order[0]).toBe("started");
  expect(parseColumns(formatColumns(chosen))).toEqual(chosen);
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
