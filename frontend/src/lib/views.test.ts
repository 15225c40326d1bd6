import { expect, test } from "vitest";
import { addView, parseViews, removeView } from "./views";

const mine = { name: "Mine", query: "agentId=ana" };

test("views come back as they were stored", () => {
  expect(parseViews(JSON.stringify([mine]))).toEqual([mine]);
  expect(parseViews(undefined)).toEqual([]);
});

test.each(["{", "7", '{"name":"x"}', '[null, 1, {"name": "x"}]'])("a stored value that is no list of views is ignored: %s", (stored) => {
  expect(parseViews(stored)).toEqual([]);
});

test("a view of the same name is replaced", () => {
  expect(addView([mine, { name: "Other", query: "" }], { ...mine, query: "q=x" }).map(({ name, query }) => [name, query])).toEqual([
    ["Other", ""],
    ["Mine", "q=x"],
  ]);
});

test("the oldest are dropped when there are too many", () => {
  const many = Array.from({ length: 20 }, (_, n) => ({ name: `v${n}`, query: "" })).reduce(addView, parseViews("[]"));
  expect(many).toHaveLength(12);
  expect(many.at(-1)?.name).toBe("v19");
});

test("a view can be removed", () => {
  expect(removeView([mine], "Mine")).toEqual([]);
});
