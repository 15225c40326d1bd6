import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ApiError } from "../../lib/api";
import { axeViolations } from "../../test/axe";
import type { FakeApi } from "../../test/fake-api";
import { ago, aWebhook } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const LIST = "/settings/webhooks";

const crm = aWebhook(
  "crm",
  { url: "https://crm.example/calls", enabled: true, types: ["call.ended"], queueIds: ["gone"] },
  {
    status: "failing",
    failingSince: ago(600),
    reason: "Answered with 500",
    deliveredAt: ago(700),
    waiting: 12,
    oldestAt: ago(600),
    failed: 2,
    dropped: 0,
  },
);
const failed = ["a", "b"].map((id) => ({
  id: `msg_${id}`,
  type: "call.ended" as const,
  callId: `call-${id}`,
  state: "failed" as const,
  at: ago(900),
  attempts: 10,
  reason: "Answered with 500",
}));

const open = (path: string, prepare: (api: FakeApi) => void = () => {}) => {
  sessionStorage.setItem("callboard.admin-key", "admin-key");
  return renderApp(path, (api) => {
    api.webhooks = [crm, aWebhook("tickets", { url: "https://tickets.example/", enabled: false })];
    prepare(api);
  });
};
const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const field = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
const button = (name: string) => screen.findByRole("button", { name });

test("the list tells how each webhook does", async () => {
  await open(LIST);
  const [first, second] = within(await screen.findByRole("list", { name: "Webhooks" })).getAllByRole("listitem");
  expect(first?.textContent).toContain("Failing");
  expect(first?.textContent).toContain("Answered with 500");
  expect(first?.textContent).toContain("Waiting12");
  expect(first?.textContent).toContain("Failed2");
  expect(second?.textContent).toContain("Off");
  expect(await axeViolations()).toEqual([]);
});

test("a new one is made, and its secret is shown once", async () => {
  const typing = user();
  const { api } = await open(LIST);
  await typing.click(await screen.findByRole("link", { name: "Add a webhook" }));
  await typing.click(await button("Save"));
  screen.getByText("This is needed.");
  expect(document.activeElement).toBe(await field("Name"));
  expect(api.operations).toEqual([]);
  await typing.type(await field("Name"), "crm");
  await typing.type(await field("Address"), "https://new.example/in");
  await typing.click(await button("Save"));
  await screen.findByText("There is a webhook of this name.");
  await typing.type(await field("Name"), "2");
  await typing.click(await field("Call ends"));
  await typing.click(await field("Alert is raised"));
  await typing.click(await button("Save"));
  await screen.findByText("whsec_Zmlyc3Q=");
  expect(location.pathname).toBe(`${LIST}/crm2`);
  expect(api.operations).toEqual([
    {
      method: "PUT",
      path: "/api/ops/webhooks/crm2",
      body: { url: "https://new.example/in", enabled: true, types: ["call.ended", "alert.raised"] },
    },
  ]);
  expect(await axeViolations()).toEqual([]);
  await typing.click(await button("I have kept it"));
  expect(screen.queryByText("whsec_Zmlyc3Q=")).toBeNull();
});

test("what the service finds stands at its field, and what is chosen stays chosen", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/crm`);
  expect((await field("Address")).value).toBe("https://crm.example/calls");
  expect((await field("gone")).checked).toBe(true);
  const problem = { issues: [{ path: "url", message: "crm.example is at 10.0.0.5, inside the network", code: "invalid_value" }] };
  api.refusal = new ApiError("Invalid payload", 400, problem as ApiError["problem"]);
  await typing.click(await button("Save"));
  await screen.findByText("crm.example is at 10.0.0.5, inside the network");
  expect((await field("Address")).getAttribute("aria-invalid")).toBe("true");
  api.refusal = undefined;
  await typing.click(await field("gone"));
  await typing.click(await button("Save"));
  await screen.findByText("Saved");
  expect(api.operations.at(-1)?.body).toEqual({ url: "https://crm.example/calls", enabled: true, types: ["call.ended"] });
});

test("a test says what came back", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/crm`);
  await typing.click(await button("Send a test"));
  await screen.findByText("It works. Answered with 200 after 0.02 s");
  api.webhookTrial = { ok: false, message: "Answered with 404" };
  await typing.click(await button("Send a test"));
  await screen.findByText("It does not work. Answered with 404");
});

test("it is turned off, gets a new secret, and is deleted, when that is confirmed", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/crm`);
  await typing.click(await button("Turn off"));
  await button("Turn on");
  await typing.click(await button("New secret"));
  const renewing = await screen.findByRole("dialog", { name: "A new secret for crm?" });
  await typing.click(within(renewing).getByRole("button", { name: "New secret" }));
  await screen.findByText("whsec_bmV3");
  await typing.click(await button("Delete"));
  const deleting = await screen.findByRole("dialog", { name: "Delete crm?" });
  await typing.click(within(deleting).getByRole("button", { name: "Delete" }));
  await screen.findByRole("link", { name: "tickets" });
  expect(api.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "PUT /api/ops/webhooks/crm",
    "POST /api/ops/webhooks/crm/secret",
    "DELETE /api/ops/webhooks/crm",
  ]);
});

test("what failed is sent again, one or all", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/crm`, (fake) => {
    fake.failedMessages = [...failed];
  });
  const list = await screen.findByRole("list", { name: "Failed messages" });
  const [first] = within(list).getAllByRole("listitem");
  expect(first?.textContent).toContain("call-a");
  expect(first?.textContent).toContain("10 attempts");
  await typing.click(within(list).getAllByRole("button", { name: "Send again" })[0] as HTMLElement);
  await screen.findByText("One message is sent again.");
  await typing.click(await button("Send all again"));
  await screen.findByText("One message is sent again.");
  expect(api.operations.map(({ path }) => path)).toEqual(["/api/ops/webhooks/crm/messages/msg_a/replay", "/api/ops/webhooks/crm/replay"]);
});

test("attempts tell what was answered", async () => {
  await open(`${LIST}/crm`, (fake) => {
    fake.webhookAttempts = [
      {
        messageId: "msg_a",
        type: "call.ended",
        callId: "call-a",
        at: ago(5),
        took: 0.25,
        ok: false,
        status: 500,
        reason: "Answered with 500",
        answer: "Try later",
      },
      { messageId: "msg_b", type: "alert.raised", at: ago(6), took: 0.1, ok: true, status: 204, answer: "" },
    ];
  });
  const [first, second] = within(await screen.findByRole("list", { name: "Last attempts" })).getAllByRole("listitem");
  expect(first?.textContent).toContain("Not takenCall endsAnswered with 500");
  expect(first?.textContent).toContain("Try later");
  expect(second?.textContent).toContain("TakenAlert is raised");
  expect(await axeViolations()).toEqual([]);
});

test("one that is not there is told", async () => {
  await open(`${LIST}/nobody`);
  await screen.findByText("There is no webhook “nobody”");
});
