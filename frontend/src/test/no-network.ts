import { beforeEach, vi } from "vitest";

beforeEach(() => {
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("tests have no network"));
});
