import { expect, test } from "vitest";
import { loadConfig, parseConfig } from "./config";

function answering(body: string, type: string, status = 200): typeof fetch {
  return () => Promise.resolve(new Response(body, { status, headers: { "content-type": type } }));
}

test("{hostname} becomes the page's own host", () => {
  const config = { callService: "http://{hostname}:3001/", realtimeService: "https://{hostname}:3002" };
  expect(parseConfig(config, "board.example")).toEqual({
    callService: "http://board.example:3001",
    realtimeService: "https://board.example:3002",
  });
});

test.each([
  ["not found", answering("no", "text/plain", 404)],
  ["answered with the page itself", answering("<!doctype html>", "text/html")],
])("a config.json that is %s means the same origin", async (_, fetchFn) => {
  expect(await loadConfig("host", fetchFn)).toEqual({ callService: "", realtimeService: "" });
});

test("an absent or empty address is the same origin", () => {
  expect(parseConfig({ callService: "" }, "host")).toEqual({ callService: "", realtimeService: "" });
});

test("an invalid value names the key and the problem", async () => {
  await expect(loadConfig("host", answering('{"callService": 3001}', "application/json"))).rejects.toThrow(
    '"callService" in /config.json must be a string',
  );
  expect(() => parseConfig({ realtimeService: "localhost:3002" }, "host")).toThrow(/must be empty or begin with http/);
});

test("a server that fails is not mistaken for a missing file", async () => {
  await expect(loadConfig("host", answering("", "text/plain", 503))).rejects.toThrow("503");
});
