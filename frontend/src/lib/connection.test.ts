import { expect, test } from "vitest";
import { connectionOf } from "./connection";

const reads = { succeededAt: 90_000, failing: false };
const live = { phase: "live", since: 0, refused: 0 } as const;
const broken = { phase: "reconnecting", since: 100_000, refused: 0 } as const;

test("with updates arriving and reads succeeding it is live", () => {
  expect(connectionOf(live, reads, 100_000)).toEqual({ phase: "live", refused: 0 });
});

test("a short break is reconnecting, a longer one stale since it began", () => {
  expect(connectionOf(broken, reads, 101_999)).toEqual({ phase: "reconnecting", since: 100_000 });
  expect(connectionOf(broken, reads, 102_000)).toEqual({ phase: "stale", since: 100_000 });
});

test("a live socket with failing reads is stale since the last successful one", () => {
  expect(connectionOf(live, { succeededAt: 90_000, failing: true }, 100_000)).toEqual({ phase: "stale", since: 90_000 });
});

test("a page that slept is stale until its next read", () => {
  const slept = { succeededAt: 90_000, failing: false };
  expect(connectionOf(live, slept, 105_000)).toEqual({ phase: "live", refused: 0 });
  expect(connectionOf(live, slept, 3_690_000)).toEqual({ phase: "stale", since: 90_000 });
  expect(connectionOf(live, { ...slept, succeededAt: 3_690_500 }, 3_691_000)).toEqual({ phase: "live", refused: 0 });
});

test("a page without a successful read says that nothing can be read, once updates arrive", () => {
  expect(connectionOf(live, { succeededAt: 0, failing: true }, 100_000)).toEqual({ phase: "unread" });
  expect(connectionOf({ ...live, phase: "connecting" }, { succeededAt: 0, failing: true }, 100_000)).toEqual({ phase: "connecting" });
  expect(connectionOf(broken, { succeededAt: 0, failing: true }, 104_000)).toEqual({ phase: "stale", since: 100_000 });
});

test("it begins as connecting", () => {
  expect(connectionOf({ phase: "connecting", since: 0, refused: 0 }, { succeededAt: 0, failing: false }, 1)).toEqual({
    phase: "connecting",
  });
});
