import { expect, test } from "vitest";
import { aCall } from "../test/fixtures";
import { apiQuery, type CallFilter, canGainExistingCalls, formatFilter, isRestricted, matches, parseFilter, unfiltered } from "./filter";

const full: CallFilter = {
  status: ["waiting", "on_hold"],
  queueIds: ["a,b", "legal_spanish"],
  agentId: "ana+b@c",
  handledBy: "José",
  missedBy: "PJSIP/201",
  hungUpOn: "bob",
  handledByTeam: "Legal",
  missedByTeam: "Tax & co",
  hungUpOnTeam: "Sales",
  visited: "legal & tax",
  flag: ["rerouted"],
  type: "video",
  endReason: ["abandoned", "callback"],
  answered: false,
  answeredWithin: true,
  q: "a & b",
  from: "2026-11-20T09:00:00.000Z",
  to: "2026-11-20T10:00:00.000Z",
  page: 1,
  limit: 100,
};

test("a filter survives the URL", () => {
  expect(parseFilter(formatFilter(full))).toEqual(full);
  expect(formatFilter(full)).toContain("status=waiting,on_hold&");
});

test("an empty filter needs no query", () => {
  expect(formatFilter(unfiltered)).toBe("");
  expect(parseFilter("")).toMatchObject(unfiltered);
});

test("the same filter always has the same URL", () => {
  expect(formatFilter({ ...unfiltered, status: ["on_hold", "waiting"] })).toBe("status=waiting,on_hold");
  expect(formatFilter(parseFilter("?limit=20&page=1&status=on_hold,waiting"))).toBe("status=waiting,on_hold");
});

test.each(["status=sleeping", "status=waiting,sleeping", "flag=red", "flag=rerouted,red", "type=fax", "from=yesterday", "to=soon"])(
  "what a URL asks for and nobody knows is kept to be told: %s",
  (query) => expect(parseFilter(query).unknown).toEqual([query.replace(/(waiting|rerouted),/, "")]),
);

test("several flags are any of them", () => {
  expect(parseFilter("flag=wait_sla_exceeded,rerouted").flag).toEqual(["wait_sla_exceeded", "rerouted"]);
  expect(apiQuery({ ...unfiltered, flag: ["wait_sla_exceeded", "rerouted"] })).toContain("flag=wait_sla_exceeded,rerouted&");
});

test.each(["page=7", "limit=7", "status=", "from=", "to=", "q=%20"])("what is left empty in the URL restricts nothing: %s", (query) =>
  expect(parseFilter(query)).toMatchObject(unfiltered),
);

test("the API query always has page and limit", () => {
  expect(apiQuery(unfiltered)).toBe("page=1&limit=100");
  expect(apiQuery({ ...full, page: 3 })).toBe(
    "status=waiting,on_hold&queueId=a,b&queueId=legal_spanish&agentId=ana%2Bb%40c&handledBy=Jos%C3%A9&missedBy=PJSIP%2F201&hungUpOn=bob&handledByTeam=Legal&missedByTeam=Tax+%26+co&hungUpOnTeam=Sales&visited=legal+%26+tax&flag=rerouted&type=video&endReason=abandoned,callback&answered=false&answeredWithin=true&q=a+%26+b&from=2026-11-20T09:00:00.000Z&to=2026-11-20T10:00:00.000Z&page=3&limit=100",
  );
});

test("a page alone does not restrict", () => {
  expect(isRestricted({ ...unfiltered, page: 2, limit: 50 })).toBe(false);
  expect(isRestricted({ ...unfiltered, type: "voice" })).toBe(true);
});

test("only a filter on constant fields can't gain existing calls", () => {
  expect(canGainExistingCalls({ ...unfiltered, type: "voice" })).toBe(false);
  expect(canGainExistingCalls({ ...unfiltered, status: ["active"] })).toBe(true);
  expect(canGainExistingCalls({ ...unfiltered, agentId: "ana" })).toBe(true);
});

test.each<[Partial<CallFilter>, boolean]>([
  [{}, true],
  [{ status: ["active", "on_hold"] }, true],
  [{ status: ["waiting"] }, false],
  [{ from: "2026-11-20T09:00:00Z", to: "2026-11-20T09:00:01Z" }, true],
  [{ from: "2026-11-20T09:00:01Z" }, false],
  [{ to: "2026-11-20T09:00:00Z" }, false],
  [{ queueIds: ["legal_english", "legal_spanish"] }, true],
  [{ queueIds: ["legal_english"] }, false],
  [{ agentId: "ana" }, true],
  [{ agentId: "an" }, false],
  [{ flag: ["short_call", "rerouted"] }, true],
  [{ flag: ["short_call"] }, false],
  [{ type: "voice" }, true],
  [{ endReason: ["abandoned"] }, false],
  [{ answered: false }, true],
  [{ answered: true }, false],
  [{ q: "AN" }, true],
  [{ q: "CALL-1" }, true],
  [{ q: "all-1" }, true],
  [{ q: "LL-1" }, true],
  [{ q: "-1" }, false],
  [{ q: "all-2" }, false],
  [{ q: "legal" }, false],
  [{ q: "+34 600" }, true],
  [{ q: "0123" }, true],
  [{ q: "910" }, false],
  [{ type: "video" }, false],
  [{ status: ["active"], type: "video" }, false],
])("matching %o: %s", (restriction, expected) => {
  const call = aCall({ status: "active", agentId: "ana", flags: ["rerouted"], from: "+34 600-123", to: "+34 910 5" });
  expect(matches(call, { ...unfiltered, ...restriction })).toBe(expected);
});
test("ids in a URL are taken in the form in which calls have them", () => {
  expect(parseFilter("?agentId=Jose%CC%81&queueId=Atenci%C3%B3n&q=e%CC%81")).toMatchObject({
    agentId: "José",
    queueIds: ["Atención"],
    q: "é",
  });
});
