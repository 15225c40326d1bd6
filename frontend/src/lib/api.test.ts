import { expect, test } from "vitest";
import * as golden from "../contracts.golden";
import { ApiError, createApi } from "./api";
import { ServerClock } from "./clock";
import { unfiltered } from "./filter";
import { Session } from "./session";

const signal = new AbortController().signal;

function apiAnswering(status: number, body: unknown, requests: string[] = []) {
  const clock = new ServerClock();
  const api = createApi("http://calls.example", clock, (input) => {
    requests.push(String(input));
    return Promise.resolve(new Response(typeof body === "string" ? body : JSON.stringify(body), { status }));
  });
  return { api, clock };
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const failure = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(failure instanceof ApiError)) throw new Error(`Not an ApiError: ${String(failure)}`);
  return failure;
}

test("ids are safe in a path", async () => {
  const requests: string[] = [];
  await apiAnswering(200, golden.call, requests).api.call("a:b/c?", signal);
  expect(requests).toEqual(["http://calls.example/api/calls/a%3Ab%2Fc%3F"]);
});

test.each([
  [false, "http://calls.example/api/calls.csv?status=waiting&language=es&zone=America%2FBogota"],
  [true, "http://calls.example/api/calls.csv?status=waiting&separator=semicolon&decimal=comma&language=es&zone=America%2FBogota"],
])("an export tells how many lines have arrived (decimal comma: %s)", async (commaIsDecimal, address) => {
  const requests: string[] = [];
  const told: number[] = [];
  const api = createApi("http://calls.example", new ServerClock(), (input) => {
    requests.push(String(input));
    const parts = ["\uFEFFid,ty", "pe\r\na,voice\r\nb,", "voice\r\n"].map((part) => new TextEncoder().encode(part));
    return Promise.resolve(new Response(new ReadableStream({ pull: (to) => (parts.length > 0 ? to.enqueue(parts.shift()) : to.close()) })));
  });
  const { content } = await api.csv(
    { ...unfiltered, status: ["waiting"] },
    { language: "es", zone: "America/Bogota", commaIsDecimal },
    signal,
    (lines) => told.push(lines),
  );
  expect(requests).toEqual([address]);
  expect(told).toEqual([0, 1, 2]);
  expect((await content.text()).replace("\uFEFF", "")).toBe("id,type\r\na,voice\r\nb,voice\r\n");
});

test("a filter becomes an API query", async () => {
  const requests: string[] = [];
  await apiAnswering(200, golden.callPage, requests).api.calls({ ...unfiltered, status: ["waiting"] }, signal);
  expect(requests).toEqual(["http://calls.example/api/calls?status=waiting&page=1&limit=100"]);
});

test("alerts are acknowledged as JSON, which a form on another page cannot send", async () => {
  const sent: [string, RequestInit | undefined][] = [];
  const api = createApi("http://calls.example", new ServerClock(), (input, how) => {
    sent.push([String(input), how]);
    return Promise.resolve(new Response(JSON.stringify(golden.alert)));
  });
  expect(await api.acknowledge("call/1:breach", "Ana")).toEqual(golden.alert);
  const seen = { by: "Ana", until: "2026-11-29T10:00:00Z" };
  await api.acknowledgeMatching({ state: "open", level: "breach", queueId: "a b" }, seen);
  expect(sent.map(([address, how]) => [address, how?.method, how?.body])).toEqual([
    ["http://calls.example/api/alerts/call%2F1%3Abreach/acknowledge", "POST", '{"by":"Ana"}'],
    ["http://calls.example/api/alerts/acknowledge-matching?level=breach&queueId=a+b", "POST", JSON.stringify(seen)],
  ]);
  expect(new Headers(sent[0]?.[1]?.headers).get("content-type")).toBe("application/json");
});

test("an administrator's key goes where keys go, beside no viewer's token, and its refusal ends no session", async () => {
  const sent: [string, RequestInit | undefined][] = [];
  const session = new Session("a-viewer");
  let status = 200;
  const answer: typeof fetch = (input, how) => {
    sent.push([String(input), how]);
    return Promise.resolve(new Response(JSON.stringify(status === 200 ? [] : golden.problem), { status }));
  };
  const api = createApi("http://calls.example", new ServerClock(), answer, session);
  await api.operate("admin-key", "GET", "/api/ops/connections");
  await api.operate("admin-key", "PUT", "/api/ops/connections/pbx", { kind: "asterisk" });
  for (const [, how] of sent) {
    const headers = new Headers(how?.headers);
    expect(headers.get("x-api-key")).toBe("admin-key");
    expect(headers.has("authorization")).toBe(false);
  }
  expect(new Headers(sent[1]?.[1]?.headers).get("content-type")).toBe("application/json");
  expect(sent.map(([, how]) => [how?.method, how?.body])).toEqual([
    ["GET", undefined],
    ["PUT", '{"kind":"asterisk"}'],
  ]);
  status = 401;
  expect((await failureOf(api.operate("revoked", "GET", "/api/ops/connections"))).status).toBe(401);
  expect(session.state().signedIn).toBe(true);
});

test("the counts set the server's clock", async () => {
  const { api, clock } = apiAnswering(200, golden.statsView);
  await api.stats("15m", signal);
  expect(clock.now()).toBeCloseTo(Date.parse(golden.statsView.timestamp), -3);
});

test("a problem is passed on as the service sent it, without a retry", async () => {
  const failure = await failureOf(apiAnswering(400, golden.problem).api.queues(signal));
  expect(failure.problem).toEqual(golden.problem);
  expect(failure.transient).toBe(false);
});

test.each([500, 503, 429])("a %i is transient", async (status) => {
  expect((await failureOf(apiAnswering(status, "").api.queues(signal))).transient).toBe(true);
});

test("an answer without JSON is a failure", async () => {
  expect((await failureOf(apiAnswering(200, "<html>").api.queues(signal))).message).toContain("no JSON");
});

test("without an answer there is no status", async () => {
  const api = createApi("http://calls.example", new ServerClock(), () => Promise.reject(new TypeError("refused")));
  expect((await failureOf(api.queues(signal))).status).toBeUndefined();
});

test("a report is asked for, and saved, by the same parameters; lines are in the form of the region, a workbook needs none", async () => {
  const requests: string[] = [];
  const { api } = apiAnswering(200, {}, requests);
  const asked = {
    span: { from: Date.parse("2026-11-01T00:00:00Z"), to: Date.parse("2026-11-02T00:00:00Z") },
    interval: "1h",
    by: "queue",
    zone: "Asia/Tokyo",
  } as const;
  const form = { language: "es", zone: "America/Bogota", commaIsDecimal: true } as const;
  await api.report(asked, signal);
  await api.reportFile(asked, "xlsx", form, signal);
  await api.reportFile(asked, "csv", form, signal);
  const same = "from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z&interval=1h&by=queue&zone=Asia%2FTokyo";
  expect(requests).toEqual([
    `http://calls.example/api/reports?${same}`,
    `http://calls.example/api/reports.xlsx?${same}`,
    `http://calls.example/api/reports.csv?${same}&separator=semicolon&decimal=comma&language=es`,
  ]);
});
