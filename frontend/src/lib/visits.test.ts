import { expect, test } from "vitest";
import type { Visit } from "../contracts";
import { aCall, at } from "../test/fixtures";
import { soFar } from "./visits";

const waiting: Visit = { n: 2, queueId: "legal_spanish", enteredAt: at(10), talkTime: 0, holdTime: 0 };
const answered: Visit = { ...waiting, answeredAt: at(15), waitTime: 5, talkTime: 20, holdTime: 7 };
const now = Date.parse(at(100));

test.each([
  ["waiting goes on", waiting, aCall({ status: "waiting", statusSince: at(0) }), { waitTime: 90 }],
  ["talk goes on", answered, aCall({ status: "active", statusSince: at(60) }), { waitTime: 5, talkTime: 60, holdTime: 7 }],
  ["a hold goes on", answered, aCall({ status: "on_hold", statusSince: at(90) }), { waitTime: 5, talkTime: 20, holdTime: 17 }],
  ["again waiting", answered, aCall({ status: "waiting", statusSince: at(90) }), { waitTime: 5, talkTime: 20, holdTime: 7 }],
  ["left", { ...answered, leftAt: at(50) }, aCall({ status: "active", statusSince: at(60) }), { waitTime: 5, talkTime: 20, holdTime: 7 }],
  ["left unanswered", { ...waiting, leftAt: at(30), waitTime: 20 }, aCall({ status: "active", statusSince: at(60) }), { waitTime: 20 }],
])("a visit's times: %s", (_, visit, call, times) => {
  expect(soFar(visit, call, now)).toEqual(times);
});

test("before the server's time is known nothing goes on", () => {
  expect(soFar(waiting, aCall(), undefined)).toEqual({});
  expect(soFar(answered, aCall({ status: "active" }), undefined)).toEqual({ waitTime: 5, talkTime: 20, holdTime: 7 });
});
