import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { ConnectionView } from "../../contracts";
import { ApiError } from "../../lib/api";
import { axeViolations } from "../../test/axe";
import type { FakeApi } from "../../test/fake-api";
import { aConnection, ago } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const KEY = "callboard.admin-key";
const LIST = "/settings/connections";

const asterisk: ConnectionView = {
  ...aConnection("pbx", {
    kind: "asterisk",
    enabled: true,
    queues: "adopt",
    host: "10.0.0.5",
    username: "callboard",
    secret: "hidden",
  }),
  state: {
    status: "failing",
    since: ago(60),
    reason: "Connection refused",
    lastMessageAt: ago(70),
    lag: 2.5,
    messages: 1200,
    taken: 900,
    ignored: 290,
    unknown: 7,
    refused: 3,
  },
};
const json = aConnection("crm", { kind: "json", enabled: true, queues: "known", token: "hidden", mapping: { rules: [] } });

const open = (path: string, prepare: (api: FakeApi) => void = () => {}) => {
  sessionStorage.setItem(KEY, "admin-key");
  return renderApp(path, (api) => {
    api.connections = [json, asterisk];
    prepare(api);
  });
};
const user = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const field = (name: string | RegExp) => screen.findByLabelText<HTMLInputElement>(name);
const button = (name: string) => screen.getByRole("button", { name });

test("a key is asked for, a wrong one told, a right one kept in the tab until it is forgotten", async () => {
  const typing = user();
  const { api } = await renderApp(LIST, (fake) => {
    fake.connections = [asterisk];
  });
  await typing.type(await field("Administrator’s key"), "nonsense{Enter}");
  await screen.findByText("This key is not valid.");
  expect(sessionStorage.getItem(KEY)).toBeNull();
  expect(api.count("connections GET")).toBe(0);
  await typing.clear(await field("Administrator’s key"));
  await typing.type(await field("Administrator’s key"), "admin-key{Enter}");
  await screen.findByRole("link", { name: "pbx" });
  expect(sessionStorage.getItem(KEY)).toBe("admin-key");
  expect(localStorage.length).toBe(0);
  await typing.click(button("Forget key"));
  await field("Administrator’s key");
  expect(sessionStorage.getItem(KEY)).toBeNull();
});

test("a key without the role is told apart", async () => {
  const typing = user();
  const { api } = await renderApp(LIST);
  vi.spyOn(api, "operate").mockRejectedValue(new ApiError("no", 403));
  await typing.type(await field("Administrator’s key"), "reader{Enter}");
  await screen.findByText("This key is not an administrator’s.");
});

test("a key that is revoked is asked for anew, and ends no viewer's session", async () => {
  const { api } = await open(LIST);
  await screen.findByRole("link", { name: "pbx" });
  api.adminKeys = [];
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await screen.findByText("The key is no longer valid. Enter another one.");
  screen.getByRole("link", { name: "Calls" });
});

test("the list tells how each connection does, and is polled", async () => {
  const { api } = await open(LIST);
  const [, row] = within(await screen.findByRole("list", { name: "Connections" })).getAllByRole("listitem");
  const shown = row?.textContent;
  expect(shown).toContain("Failing");
  expect(shown).toContain("Connection refused");
  expect(shown).toContain("Refused3");
  expect(shown).toContain("2.5");
  api.connections = [{ ...asterisk, state: { ...asterisk.state, status: "connected", refused: 4 } }];
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await screen.findByText("Connected");
  expect(await axeViolations()).toEqual([]);
});

test("a new connection is tried, saved and shown", async () => {
  const typing = user();
  const { api } = await open(LIST, (fake) => {
    fake.trial = { ok: false, message: "10.0.0.5:5038 refused the connection" };
  });
  await typing.click(await screen.findByRole("link", { name: "Add a connection" }));
  await typing.click(await screen.findByRole("link", { name: /^FreeSWITCH/ }));
  expect((await field("Name")).value).toBe("freeswitch");
  await typing.click(button("Save"));
  expect(screen.getAllByText("This is needed.")).toHaveLength(2);
  expect(document.activeElement).toBe(await field("Host"));
  expect(api.operations).toEqual([]);
  await typing.type(await field("Host"), "10.0.0.5");
  await typing.type(await field("Password"), "ClueCon");
  expect((await field("Password")).type).toBe("password");
  await typing.click(button("Test"));
  await screen.findByText(/10.0.0.5:5038 refused the connection/);
  await typing.click(button("Save"));
  await screen.findByRole("heading", { level: 1, name: "freeswitch" });
  const settings = { kind: "freeswitch", enabled: true, queues: "adopt", host: "10.0.0.5", password: "ClueCon" };
  expect(api.operations).toEqual([
    { method: "POST", path: "/api/ops/connections/freeswitch/test", body: settings },
    { method: "PUT", path: "/api/ops/connections/freeswitch", body: settings },
  ]);
  expect(location.pathname).toBe("/settings/connections/freeswitch");
});

test("no new connection takes the place of another", async () => {
  const typing = user();
  const { api } = await open(`${LIST}?add=telnyx`);
  await typing.clear(await field("Name"));
  await typing.type(await field("Name"), "pbx");
  await typing.type(await field("Public key"), "abc");
  await typing.click(button("Save"));
  await screen.findByText("There is a connection of this name.");
  expect(api.operations).toEqual([]);
});

test("a stored secret stays unless another is typed, and what the service finds stands at its field", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/pbx`);
  const secret = await field("Secret");
  expect([secret.value, secret.placeholder]).toEqual(["", "Set; leave empty to keep it"]);
  await typing.clear(await field("Host"));
  await typing.type(await field("Host"), "a/b");
  const problem = { issues: [{ path: "host", message: "must be a host name or an address", code: "invalid_value" }] };
  api.refusal = new ApiError("Invalid payload", 400, problem as ApiError["problem"]);
  await typing.click(button("Save"));
  await screen.findByText("must be a host name or an address");
  expect((await field("Host")).getAttribute("aria-invalid")).toBe("true");
  api.refusal = undefined;
  await typing.clear(await field("Host"));
  await typing.type(await field("Host"), "pbx.example");
  await typing.click(button("Save"));
  await screen.findByText("Saved");
  expect(api.operations.at(-1)?.body).toEqual({ ...asterisk.settings, host: "pbx.example" });
  expect(await axeViolations()).toEqual([]);
});

test("a poll doesn't take away what is being typed", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/pbx`);
  await typing.type(await field("User"), "2");
  api.connections = [{ ...asterisk, version: 9, state: { ...asterisk.state, status: "connected" } }];
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await screen.findByText("Connected");
  expect((await field("User")).value).toBe("callboard2");
});

test("a connection is turned off, and deleted once that is confirmed", async () => {
  const typing = user();
  const { api } = await open(`${LIST}/pbx`);
  await typing.click(await screen.findByRole("button", { name: "Turn off" }));
  await screen.findByRole("button", { name: "Turn on" });
  expect(api.operations).toEqual([{ method: "PUT", path: "/api/ops/connections/pbx", body: { ...asterisk.settings, enabled: false } }]);
  await typing.click(button("Delete"));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete pbx?" }));
  await typing.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(api.operations).toHaveLength(1);
  await typing.click(button("Delete"));
  await typing.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(location.pathname).toBe(LIST));
  expect(api.connections.map(({ name }) => name)).toEqual(["crm"]);
});

test("a posted kind has its address, and its last messages beside the mapping", async () => {
  await open(`${LIST}/crm`, (api) => {
    api.connectionMessages = [
      { at: ago(5), outcome: "refused", text: '{"call":"1"}', reasons: ["call_ended: the call is over"] },
      { at: ago(9), outcome: "taken", text: '{"call":"0"}', reasons: [] },
    ];
  });
  await screen.findByText("http://calls.example/api/connections/crm/events");
  expect((await field("Mapping")).value).toContain('"rules": []');
  const list = await screen.findByRole("list", { name: "Last messages" });
  within(list).getByText('{"call":"1"}');
  expect(within(list).getAllByText("call_ended: the call is over")).toHaveLength(2);
  fireEvent.change(screen.getByLabelText("Which messages"), { target: { value: "taken" } });
  expect(screen.queryByText('{"call":"1"}')).toBeNull();
  screen.getByText('{"call":"0"}');
  expect(await axeViolations()).toEqual([]);
});

test("who set a connection up is told, and that a name is none, too", async () => {
  await open(`${LIST}/pbx`);
  await screen.findByText(/Set up by ops,/);
  await act(async () => history.pushState(null, "", `${LIST}/gone`));
  await screen.findByText("There is no connection “gone”");
});

test("what a mapping makes of the last messages is shown while it is written", async () => {
  const { api } = await open(`${LIST}/crm`, (fake) => {
    fake.mapped = [
      { text: '{"call":"1"}', rule: "begin", events: ['{"event":"call_initiated"}'] },
      { text: '{"call":"2"}', events: [], reason: "no rule is about this" },
      { text: '{"ping":1}', rule: "ping", events: [] },
    ];
  });
  const preview = within(await screen.findByRole("region", { name: "What it makes of the last messages" }));
  await preview.findByText("One event");
  preview.getByText("no rule is about this");
  preview.getByText("Ignored: it tells nothing");
  fireEvent.change(await field("Mapping"), { target: { value: '{"rules": [' } });
  await act(() => vi.advanceTimersByTimeAsync(600));
  preview.getByText(/As soon as this is a JSON object/);
  const problem = { issues: [{ path: "mapping.rules", message: "must not be empty", code: "invalid_value" }] };
  vi.spyOn(api, "operate").mockRejectedValue(new ApiError("Invalid payload", 400, problem as ApiError["problem"]));
  fireEvent.change(await field("Mapping"), { target: { value: '{"rules": []}' } });
  await act(() => vi.advanceTimersByTimeAsync(600));
  await preview.findByText("mapping.rules: must not be empty");
});

test("a log of the past is uploaded, and how far its reading is stands there", async () => {
  const typing = user();
  const log = aConnection("log", { kind: "asterisk-queue-log", enabled: true, queues: "adopt" });
  const { api } = await open(`${LIST}/log`, (fake) => {
    fake.connections = [log];
  });
  await screen.findByText("None yet. With one, reports have a past.");
  const file = new File(["1|NONE|NONE|NONE|QUEUESTART|"], "queue_log.gz");
  api.imports = [
    {
      id: 7,
      state: "reading",
      since: ago(3),
      uploadedAt: ago(9),
      uploadedBy: "ops",
      bytes: 12_345_678,
      bytesRead: 6_172_839,
      lines: 98_000,
      taken: 90_000,
      ignored: 8_000,
      unknown: 2,
      refused: 1,
      known: 40,
      tooOld: 5,
    },
  ];
  await typing.upload(screen.getByLabelText("Log to upload"), file);
  const list = within(await screen.findByRole("list", { name: "Logs of the past" }));
  expect(api.operations).toEqual([{ method: "POST", path: "/api/ops/connections/log/imports", body: file }]);
  expect(list.getByRole("progressbar", { name: "Reading" }).getAttribute("value")).toBe("0.5");
  list.getByText("12.3 MB");
  list.getByText("98k");
  expect(await axeViolations()).toEqual([]);
  api.imports = api.imports.map((each) => ({ ...each, state: "failed", reason: "It can't be read: Not in GZIP format" }));
  await act(() => vi.advanceTimersByTimeAsync(3_100));
  await list.findByText("It can't be read: Not in GZIP format");
  expect(list.queryByRole("progressbar")).toBeNull();
});

test("why a log is not taken is told", async () => {
  const typing = user();
  const log = aConnection("log", { kind: "asterisk-queue-log", enabled: true, queues: "adopt" });
  const { api } = await open(`${LIST}/log`, (fake) => {
    fake.connections = [log];
  });
  api.refusal = new ApiError("The log is larger than 1024 MiB", 413);
  await typing.upload(await screen.findByLabelText("Log to upload"), new File(["x"], "queue_log"));
  await screen.findByText("The log is larger than 1024 MiB");
  expect((button("Upload a log") as HTMLButtonElement).disabled).toBe(false);
});

test("connections of other kinds take no logs", async () => {
  await open(`${LIST}/pbx`);
  await screen.findByRole("heading", { name: "Last messages" });
  expect(screen.queryByText("Upload a log")).toBeNull();
});

test("a queue's open hours are set as people write them, and what is wrong with a day stands at it", async () => {
  const typing = user();
  const { api } = await open("/settings/queues");
  await typing.click(await screen.findByRole("link", { name: "Legal, Spanish" }));
  await typing.type(await field("Monday"), "9:00 – 13:00, 15:00-24:00");
  await typing.type(await field("Time zone"), "America/Bogota");
  await typing.clear(await field("Wait limit"));
  await typing.type(await field("Wait limit"), "soon");
  await typing.click(button("Save"));
  expect(document.activeElement).toBe(await field("Wait limit"));
  expect(api.operations).toEqual([]);
  await typing.clear(await field("Wait limit"));
  await typing.type(await field("Wait limit"), "40");
  const issue = { path: "openHours.mon[1]", message: "overlaps with 09:00-13:00", code: "invalid_value" };
  api.refusal = new ApiError("no", 400, {
    title: "Bad Request",
    status: 400,
    code: "invalid_payload",
    message: "no",
    issues: [issue],
  } as never);
  await typing.click(button("Save"));
  await screen.findByText("overlaps with 09:00-13:00");
  expect(document.activeElement).toBe(await field("Monday"));
  expect(await axeViolations()).toEqual([]);
  api.refusal = undefined;
  await typing.click(button("Save"));
  await screen.findByText(/^Saved/);
  expect(api.operations.at(-1)).toMatchObject({
    method: "PUT",
    path: "/api/queues/legal_spanish",
    body: { waitLimit: 40, openHours: { zone: "America/Bogota", mon: ["09:00-13:00", "15:00-24:00"] } },
  });
  await typing.clear(await field("Monday"));
  await typing.clear(await field("Time zone"));
  await typing.click(button("Save"));
  await waitFor(() => expect(api.operations.at(-1)?.body).toMatchObject({ openHours: {} }));
  expect(api.operations.at(-1)?.body).not.toHaveProperty("targetSeconds");
});

test("a retired queue is listed below the others, and opened again by its form", async () => {
  const typing = user();
  const { api } = await open("/settings/queues", (fake) => {
    fake.knownQueues = fake.knownQueues.map((queue) => (queue.id === "legal_spanish" ? { ...queue, retiredAt: ago(86_400) } : queue));
  });
  const openOnes = within(await screen.findByRole("list", { name: "Queues" }));
  expect(openOnes.queryByText("Legal, Spanish")).toBeNull();
  expect(openOnes.getAllByRole("listitem").length).toBeGreaterThan(0);
  expect(await axeViolations()).toEqual([]);
  const retired = within(screen.getByRole("list", { name: "Retired" }));
  await typing.click(retired.getByRole("link", { name: "Legal, Spanish" }));
  await screen.findByText(/^Retired: it takes no new calls\./);
  expect(screen.queryByRole("button", { name: "Retire" })).toBeNull();
  expect(api.operations).toEqual([]);
  await typing.click(button("Open again"));
  await screen.findByRole("button", { name: "Retire" });
  expect(api.operations).toMatchObject([{ method: "PUT", path: "/api/queues/legal_spanish" }]);
  expect(screen.queryByText(/^Retired/)).toBeNull();
});
