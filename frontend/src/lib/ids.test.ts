import { expect, test } from "vitest";
import { joinIds, splitIds } from "./ids";

test("ids with blanks and commas are told apart", () => {
  for (const ids of [[], ["a"], ["Ana María", "PJSIP/201", "a,b", "日本 語"]]) expect(splitIds(joinIds(ids))).toEqual(ids);
});
