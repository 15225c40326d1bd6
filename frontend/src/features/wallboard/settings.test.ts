import { expect, test } from "vitest";
import { parseWallSettings } from "./settings";

test("the address says which queues, theme and language a screen shows", () => {
  expect(parseWallSettings("queues=a,%20b,,&theme=dark&lang=es")).toEqual({ queues: ["a", "b"], theme: "dark", language: "es" });
  expect(parseWallSettings("queues=")).toEqual({ queues: undefined, theme: undefined, language: undefined });
});
