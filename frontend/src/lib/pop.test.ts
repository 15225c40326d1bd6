import { expect, test } from "vitest";
import { aCall } from "../test/fixtures";
import { popOf } from "./pop";

const page = "https://crm.example/search?phone={from}&name={callerName}&call={callId}&queue={queueId}&agent={agentId}";

test("every field of the call stands in the address as it is, encoded", () => {
  const call = aCall({ id: "call/1", queueId: "50 %", from: "+34 600&x=1", callerName: "Núñez, Ana" });
  expect(popOf(call, page, "ana@x")).toEqual({
    address:
      "https://crm.example/search?phone=%2B34%20600%26x%3D1&name=N%C3%BA%C3%B1ez%2C%20Ana&call=call%2F1&queue=50%20%25&agent=ana%40x",
  });
});

test("without a queue's page there is none, and none is what no browser should open", () => {
  expect(popOf(aCall(), undefined)).toBeUndefined();
  expect(popOf(aCall(), "javascript:alert({callId})")).toBeUndefined();
});

test("a number that is hidden is not looked for, but a page that needs none opens", () => {
  for (const from of [undefined, "", "•••••123"]) {
    const call = { ...aCall({ id: "c" }), ...(from !== undefined && { from }) };
    expect(popOf(call, page)).toBe("hidden");
    expect(popOf(call, "https://crm.example/calls/{callId}")).toEqual({ address: "https://crm.example/calls/c" });
  }
});

test("what is not known of a call is empty", () => {
  expect(popOf(aCall({ id: "c", from: "1" }), "https://crm.example/{from}?name={callerName}")).toEqual({
    address: "https://crm.example/1?name=",
  });
});

test("the number is that of who is called on calls that go out", () => {
  const template = "https://crm.example/{number}";
  expect(popOf(aCall({ from: "1", to: "2", direction: "inbound" }), template)).toEqual({ address: "https://crm.example/1" });
  expect(popOf(aCall({ from: "1", to: "2", direction: "callback" }), template)).toEqual({ address: "https://crm.example/2" });
});
