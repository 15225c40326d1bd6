import { expect, test } from "vitest";
import { aCall } from "../test/fixtures";
import { dialOf, hasNumber, nameOf, personOf } from "./parties";

test("the person is who calls, or who is called on calls that go out", () => {
  const numbers = { from: "+34600", to: "+34910" };
  expect(personOf(aCall(numbers))).toEqual({ number: "+34600" });
  expect(personOf(aCall({ ...numbers, direction: "inbound", callerName: "Ana" }))).toEqual({ name: "Ana", number: "+34600" });
  expect(personOf(aCall({ ...numbers, direction: "outbound" }))).toEqual({ number: "+34910" });
  expect(personOf(aCall({ ...numbers, direction: "callback" }))).toEqual({ number: "+34910" });
  expect(personOf(aCall())).toBeUndefined();
  expect(personOf(aCall({ direction: "outbound", from: "201" }))).toBeUndefined();
});

test("a person has a name, a number, or both", () => {
  expect(nameOf({ name: "Ana", number: "+34600" })).toBe("Ana · +34600");
  expect(nameOf({ number: "•••••123" })).toBe("•••••123");
});

test.each([
  ["+34 600-123", "34600", true],
  ["+34 600-123", "0123", true],
  ["+34 600-123", "(600) 123", true],
  ["+34 600-123", "4600", false],
  ["sip:Ana@x.org", "SIP:ana", true],
  ["+34 600-123", "-", false],
  [undefined, "1", false],
])("of %s is %s a beginning or an end: %s", (number, part, found) => expect(hasNumber(number, part)).toBe(found));

test.each([
  ["+34 (600) 123-123", "tel:+34600123123"],
  ["201", "tel:201"],
  ["sip:ana@example.org", "sip:ana@example.org"],
  ["•••••123", undefined],
  ["anonymous", undefined],
  ["javascript:alert(1)", undefined],
])("%s is dialled as %s", (number, address) => expect(dialOf(number)).toBe(address));
