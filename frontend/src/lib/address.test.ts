import { expect, test } from "vitest";
import { callAddress, callIdOf } from "./address";

test.each([
  "call-1",
  "AZaz09._:@=+~-",
  "100%",
  "a/b?c#d",
  "%2B",
  "EMPRESA\\ana",
  "50 %",
  "%2F",
  "a;b",
  "a//b",
  "/",
  "Ana María",
  "日本語",
  "..;x",
  "...",
  '"q"',
  "<sip:1@x>",
])("the address of call %s names it", (id) => {
  expect(callIdOf(new URL(callAddress(id, "status=waiting"), "http://host").pathname)).toBe(id);
});

test("a path that is no call has no call id", () => {
  for (const path of ["/calls", "/calls/", "/", "/calls/a/b"]) expect(callIdOf(path)).toBeUndefined();
});

test("an id that can't be decoded is taken literally", () => expect(callIdOf("/calls/%E0")).toBe("%E0"));
