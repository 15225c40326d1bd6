import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Ack } from "../../contracts";
import { ApiError } from "../../lib/api";
import { aCall, anUpdate, at, queues } from "../../test/fixtures";
import { present } from "../../test/present";
import { renderApp } from "../../test/render-app";

const rows = () => screen.getAllByRole("row").slice(1);
const row = (place: number) => within(present(rows()[place]));
const listed = () =>
  within(screen.getByRole("table"))
    .getAllByRole("link")
    .map((link) => link.textContent);

test("a row says its status in a word, its queue by name, its agent and its flags", async () => {
  await renderApp("/calls", (api) => {
    api.storedCalls = [aCall({ status: "on_hold", agentId: "ana", flags: ["rerouted"] })];
  });
  await screen.findAllByRole("row");
  for (const text of ["On hold", "Legal, Spanish", "ana", "Slow routing"]) await row(0).findByText(text);
});

test("an update that arrives during a read is not lost", async () => {
  let answer = (): void => {};
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall()];
    api.before = (what) => (what === "calls" ? new Promise((resolve) => (answer = resolve)) : Promise.resolve());
  });
  await waitFor(() => expect(world.api.count("calls")).toBe(1));
  await world.receive("call_status_update", anUpdate({ status: "active", sequence: 2 }));
  await world.receive("new_call", anUpdate({ id: "call-2", startTime: at(5) }));
  await act(async () => answer());
  await screen.findByText("2 calls");
  await waitFor(() => expect(listed()).toEqual(["call-2", "call-1"]));
  await row(1).findByText("Active");
});

test("nothing is read before the dashboard is subscribed", async () => {
  let ack = (_: Ack): void => {};
  const world = await renderApp("/calls", (api, socket) => {
    api.storedCalls = [aCall()];
    socket.answer = (sent) => {
      if (sent.event === "subscribe_dashboard" && sent.ack) ack = sent.ack;
      return sent.event === "subscribe_dashboard" ? undefined : { ok: true };
    };
  });
  expect(world.api.reads).not.toContain("calls");
  await act(async () => ack({ ok: true }));
  await screen.findByText("1 call");
});

test("the snapshot has what happened between read and subscription", async () => {
  await renderApp("/calls", (api, socket) => {
    api.storedCalls = [aCall()];
    socket.answer = ({ event }) =>
      event === "subscribe_call" ? { ok: true, snapshot: anUpdate({ status: "active", sequence: 3 }) } : { ok: true };
  });
  await screen.findByText("1 call");
  await waitFor(() => row(0).getByText("Active"));
});

test("a count up to a limit says that there may be more", async () => {
  await renderApp("/calls?q=call", (api) => {
    api.storedCalls = [aCall({ id: "call-a" }), aCall({ id: "call-b" })];
    api.countedTo = 2;
  });
  await screen.findByText("2+ calls");
});

test("only calls that can still change are subscribed", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall({ id: "a" }), aCall({ id: "b", status: "ended", endTime: at(9) }), aCall({ id: "c", status: "active" })];
  });
  await screen.findByText("3 calls");
  await waitFor(() => expect(world.socket.payloads("subscribe_call")).toEqual(["a", "c"]));
});

test("a call that leaves the filter leaves the list and the count", async () => {
  const world = await renderApp("/calls?status=waiting", (api) => {
    api.storedCalls = [aCall({ id: "a" }), aCall({ id: "b" })];
  });
  await screen.findByText("2 calls");
  world.api.storedCalls = [aCall({ id: "a" }), aCall({ id: "b", status: "active", sequence: 2 })];
  await world.receive("call_status_update", anUpdate({ id: "b", status: "active", sequence: 2 }));
  await screen.findByText("1 call");
  await waitFor(() => expect(listed()).toEqual(["a"]));
});

test("a new call that does not match is not listed", async () => {
  const world = await renderApp("/calls?type=video", (api) => {
    api.storedCalls = [aCall({ id: "a", type: "video" })];
  });
  await screen.findByText("1 call");
  await world.receive("new_call", anUpdate({ id: "b", type: "voice", startTime: at(5) }));
  // Merged later and matching: once this one is listed, the other has been left out.
  await world.receive("new_call", anUpdate({ id: "c", type: "video", startTime: at(6) }));
  await waitFor(() => expect(listed()).toEqual(["c", "a"]));
});

test("resync_required causes a refetch", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall()];
  });
  await screen.findByText("1 call");
  world.api.storedCalls = [aCall({ id: "missed", startTime: at(3) }), aCall()];
  await world.receive("resync_required", { reason: "Redis was unavailable" });
  await screen.findByText("2 calls");
});

test("filters are in the URL", async () => {
  const user = userEvent.setup();
  await renderApp("/calls", (api) => {
    api.storedCalls = Array.from({ length: 30 }, (_, n) => aCall({ id: `call-${n}` }));
  });
  await screen.findByText("30 calls");
  await user.click(screen.getByRole("button", { name: "Waiting" }));
  await waitFor(() => expect(location.search).toBe("?status=waiting"));
  await user.click(screen.getByRole("button", { name: "Filter" }));
  await user.click(screen.getByRole("checkbox", { name: "Medical, English" }));
  await waitFor(() => expect(location.search).toBe("?status=waiting&queueId=medical_english"));
  await user.click(screen.getByRole("checkbox", { name: "Legal, Spanish" }));
  await waitFor(() => expect(location.search).toBe("?status=waiting&queueId=legal_spanish&queueId=medical_english"));
  screen.getByText("Legal, Spanish / Medical, English");
  await user.click(screen.getByRole("checkbox", { name: "Legal, Spanish" }));
  await user.click(screen.getByRole("button", { name: "Show calls" }));
  await screen.findByText("No call matches these filters");
  await user.click(present(screen.getAllByRole("button", { name: "Clear filters" })[0]));
  await waitFor(() => expect(location.search).toBe(""));
});

test("filters of several values are chosen together, and each that is set is a chip", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?status=active");
  await screen.findByText("No call matches these filters");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  for (const name of ["Ended", "Abandoned", "Failed", "Waited too long", "Short call"]) {
    await user.click(screen.getByRole("checkbox", { name }));
  }
  await waitFor(() => expect(location.search).toBe("?status=active,ended&flag=wait_sla_exceeded,short_call&endReason=abandoned,failed"));
  await user.click(screen.getByRole("checkbox", { name: "Failed" }));
  await user.type(screen.getByRole("combobox", { name: "Agent" }), "PJSIP/201{Enter}");
  await waitFor(() => expect(location.search).toContain("agentId=PJSIP%2F201"));
  await user.click(screen.getByRole("button", { name: "Show calls" }));
  for (const name of ["Outcome: Abandoned", "Agent: PJSIP/201", "Flag: Waited too long / Short call"]) screen.getByRole("button", { name });
  await user.click(screen.getByRole("button", { name: "Remove the filter on agent" }));
  await waitFor(() => expect(location.search).not.toContain("agentId"));
  // A chip leads back to what it stands for.
  await user.click(screen.getByRole("button", { name: "Outcome: Abandoned" }));
  expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: "Completed" }));
});

test("from and to are times of the browser's zone, which is named, and absolute in the address", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?from=2026-11-20T09:00:00Z");
  await user.click(await screen.findByRole("button", { name: /^Began: since .+ \(.+\)$/ }));
  const [from, to] = [screen.getByLabelText<HTMLInputElement>("From"), screen.getByLabelText<HTMLInputElement>("To")];
  expect(Date.parse(from.value)).toBe(Date.parse("2026-11-20T09:00:00Z"));
  screen.getByText(/^Times are yours: .+ \(.+\)$/);
  fireEvent.change(to, { target: { value: "2026-11-20T18:30" } });
  const until = new Date("2026-11-20T18:30").toISOString();
  await waitFor(() => expect(new URLSearchParams(location.search).get("to")).toBe(until));
  fireEvent.change(from, { target: { value: "" } });
  await waitFor(() => expect(new URLSearchParams(location.search).get("from")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Last hour" }));
  await waitFor(() => expect([...new URLSearchParams(location.search).keys()]).toEqual(["from"]));
});

test.each([
  ["18", /at the beginning of ids/],
  ["1823", /the newest 10,000 that ended/],
])("a search for %s that finds nothing says where it looked", async (q, words) => {
  await renderApp(`/calls?q=${q}`);
  await screen.findByText("No call matches these filters");
  screen.getByText(words);
});

test("calls of a retired queue have its last name and limit, and it can be chosen", async () => {
  const user = userEvent.setup();
  await renderApp("/calls", (api) => {
    const since = new Date(Date.now() - 45_000).toISOString();
    api.storedCalls = [aCall({ queueId: "court_french", startTime: since, statusSince: since })];
    const retired = { ...present(queues[0]), id: "court_french", displayName: "Court, French", waitLimit: 40, retiredAt: at(0) };
    api.queues = () => Promise.resolve([...queues, retired]);
  });
  await screen.findByText("Court, French");
  row(0).getByText(/^\+0:0\d$/);
  await user.click(screen.getByRole("button", { name: "Filter" }));
  await user.click(within(screen.getByRole("group", { name: "Retired" })).getByRole("checkbox", { name: "Court, French" }));
  await waitFor(() => expect(location.search).toBe("?queueId=court_french"));
});

test("a queue that is renamed has its new name within seconds", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall()];
  });
  await screen.findByText("Legal, Spanish");
  world.api.queues = () => Promise.resolve(queues.map((queue) => ({ ...queue, displayName: `New ${queue.displayName}` })));
  await act(() => vi.advanceTimersByTimeAsync(6_000));
  await screen.findByText("New Legal, Spanish");
});

test("typing searches once, a moment after the last key", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/calls");
  await screen.findByText("No calls yet");
  const before = world.api.count("calls");
  await user.type(screen.getByRole("searchbox"), "ana");
  await waitFor(() => expect(location.search).toBe("?q=ana"));
  await waitFor(() => expect(world.api.count("calls")).toBe(before + 1));
});

test("a list of a thousand calls loads, renders and subscribes the visible ones only", async () => {
  const world = await renderApp("/calls", (api, socket) => {
    api.storedCalls = Array.from({ length: 1_000 }, (_, n) => aCall({ id: `call-${n}` }));
    // A call without a snapshot would be refetched.
    socket.answer = ({ event, payload }) =>
      event === "subscribe_call" ? { ok: true, snapshot: anUpdate({ id: String(payload) }) } : { ok: true };
  });
  await screen.findByText("1,000 calls");
  await waitFor(() => expect(world.socket.payloads("subscribe_call").length).toBeGreaterThan(0));
  expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("1001");
  expect(rows().length).toBeLessThan(60);
  expect(world.api.count("calls")).toBe(1);
  expect(world.socket.payloads("subscribe_call").length).toBeLessThan(60);
});

test("a jump to a far index keeps the length of the list, and loads that page", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = Array.from({ length: 1_000 }, (_, n) => aCall({ id: `call-${n}` }));
  });
  await screen.findByText("1,000 calls");
  // There is no layout in this environment: every element is at the top of the page.
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(() => new DOMRect(0, -scrollY, 0, 0));
  let answer = (): void => {};
  // However many reads there are by then, and later.
  const answered = new Promise<void>((resolve) => (answer = resolve));
  world.api.before = (what) => (what === "calls" ? answered : Promise.resolve());
  await act(async () => {
    scrollTo(0, 39_000);
    dispatchEvent(new Event("scroll"));
  });
  onTestFinished(() => scrollTo(0, 0));
  await waitFor(() => expect(document.querySelector("tbody > tr:not([aria-rowindex])")).not.toBeNull());
  await screen.findByText("1,000 calls");
  await act(async () => answer());
  await screen.findByRole("link", { name: "call-980" });
});

test("a list under the pointer holds still: its rows update, what came waits for a click, and the count stays true", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/calls?status=waiting", (api) => {
    api.storedCalls = [aCall({ id: "b", startTime: at(1) }), aCall({ id: "a" })];
  });
  await screen.findByText("2 calls");
  await user.hover(screen.getByRole("link", { name: "b" }));
  world.api.storedCalls = ["e", "d", "c"].map((id) => aCall({ id, startTime: at(9) })).concat(aCall({ id: "a" }));
  for (const id of ["c", "d", "e"]) await world.receive("new_call", anUpdate({ id, startTime: at(9) }));
  await world.receive("call_status_update", anUpdate({ id: "b", startTime: at(1), status: "active", sequence: 2 }));
  await waitFor(() => row(0).getByText("Active"));
  await screen.findByRole("button", { name: "3 new" });
  await screen.findByText("4 calls");
  expect(listed()).toEqual(["b", "a"]);
  await user.click(screen.getByRole("button", { name: "3 new" }));
  await waitFor(() => expect(listed().toSorted()).toEqual(["a", "c", "d", "e"]));
  expect(screen.queryByRole("button", { name: /new/ })).toBeNull();
  // Still under the pointer: held again.
  await user.hover(screen.getByRole("link", { name: "a" }));
  world.api.storedCalls = [aCall({ id: "f", startTime: at(10) }), ...world.api.storedCalls];
  await world.receive("new_call", anUpdate({ id: "f", startTime: at(10) }));
  await screen.findByRole("button", { name: "1 new" });
  await user.hover(screen.getByRole("searchbox"));
  await waitFor(() => expect(listed()[0]).toBe("f"));
});

test("a sorted list with the focus holds still, and N lets in what came", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/calls?sort=agent", (api) => {
    api.storedCalls = [aCall({ id: "a", agentId: "ana" }), aCall({ id: "b", agentId: "bo" })];
  });
  await screen.findByText("2 calls");
  await waitFor(() => expect(listed()).toEqual(["a", "b"]));
  act(() => screen.getByRole("link", { name: "b" }).focus());
  world.api.storedCalls = [
    aCall({ id: "c", agentId: "abe", startTime: at(9) }),
    aCall({ id: "b", agentId: "bo" }),
    aCall({ id: "a", agentId: "cy", status: "active", sequence: 2 }),
  ];
  await world.receive("new_call", anUpdate({ id: "c", agentId: "abe", startTime: at(9) }));
  await world.receive("call_status_update", anUpdate({ id: "a", agentId: "cy", status: "active", sequence: 2 }));
  await waitFor(() => row(0).getByText("cy"));
  await screen.findByRole("button", { name: "1 new" });
  expect(listed()).toEqual(["a", "b"]);
  await user.keyboard("n");
  await waitFor(() => expect(listed()).toEqual(["c", "b", "a"]));
});

test("a click on a head sorts the whole list, in the URL", async () => {
  const user = userEvent.setup();
  await renderApp("/calls", (api) => {
    api.storedCalls = ["bo", "ana", "cy"].map((agentId) => aCall({ id: agentId, agentId }));
  });
  await screen.findByText("3 calls");
  await user.click(screen.getByRole("button", { name: "Agent" }));
  await waitFor(() => expect(listed()).toEqual(["cy", "bo", "ana"]));
  expect(location.search).toBe("?sort=-agent");
  await waitFor(() => expect(screen.getByRole("columnheader", { name: "Agent" }).getAttribute("aria-sort")).toBe("descending"));
});

test("a list that can't be sorted says so", async () => {
  await renderApp("/calls?sort=agent", (api) => {
    api.storedCalls = Array.from({ length: 501 }, (_, n) => aCall({ id: `call-${n}`, agentId: `agent-${600 - n}` }));
  });
  await screen.findByText(/the list can be sorted once filters leave 500 calls or fewer/);
  const sorted = (name: string) => screen.getByRole("columnheader", { name }).getAttribute("aria-sort");
  expect(sorted("Agent")).toBeNull();
  expect(sorted("Started")).toBe("descending");
  await waitFor(() => expect(listed()[0]).toBe("call-0"));
});

test("a call that is briefly in two pages is two rows, and none remains", async () => {
  const error = vi.spyOn(console, "error");
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall({ id: "a" }), aCall({ id: "a" }), aCall({ id: "b" })];
  });
  await screen.findByText("3 calls");
  expect(listed()).toEqual(["a", "a", "b"]);
  world.api.storedCalls = [aCall({ id: "b" })];
  await act(() => world.services.client.refetchQueries({ queryKey: ["calls"] }));
  await screen.findByText("1 call");
  expect(listed()).toEqual(["b"]);
  expect(error).not.toHaveBeenCalled();
});

test("events of one moment render together, whichever rows they concern", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall({ id: "a" }), aCall({ id: "b" })];
  });
  await screen.findByText("2 calls");
  await act(async () => {
    world.socket.receive("call_status_update", anUpdate({ id: "a", status: "active", sequence: 2 }));
    world.socket.receive("call_status_update", anUpdate({ id: "b", status: "active", sequence: 2 }));
    world.socket.receive("call_status_update", anUpdate({ id: "a", status: "on_hold", sequence: 3 }));
  });
  await waitFor(() => row(0).getByText("On hold"));
  row(1).getByText("Active");
});

test("columns can be hidden, moved and reset, and the choice is stored", async () => {
  const user = userEvent.setup();
  await renderApp("/calls", (api) => {
    api.storedCalls = [aCall({ agentId: "ana" })];
  });
  await screen.findByText("1 call");
  const heads = () => screen.getAllByRole("columnheader").map((head) => head.textContent);
  const before = heads();
  await user.click(screen.getByRole("button", { name: "Columns" }));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Call" }).disabled).toBe(true);
  await user.click(screen.getByRole("checkbox", { name: "Agent" }));
  await user.click(screen.getByRole("button", { name: "Move Time to the left" }));
  expect(heads().slice(0, 2)).toEqual(["Time", "Status"]);
  expect(heads()).not.toContain("Agent");
  expect(row(0).queryByText("ana")).toBeNull();
  expect(localStorage.getItem("callboard.columns")).toContain("-agent");
  await user.click(screen.getByRole("button", { name: "As they were" }));
  expect(heads()).toEqual(before);
});

test("the export has all matching calls, loaded or not", async () => {
  const user = userEvent.setup();
  const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:calls");
  vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
  const world = await renderApp("/calls?type=video", (api) => {
    api.storedCalls = [aCall(), ...Array.from({ length: 150 }, (_, n) => aCall({ id: `video-${n}`, type: "video" }))];
  });
  await screen.findByText("150 calls");
  await user.click(screen.getByRole("button", { name: "Export" }));
  await waitFor(() => expect(clicked).toHaveBeenCalled());
  const lines = (await (present(made.mock.calls[0])[0] as Blob).text()).split("\n");
  expect(lines).toHaveLength(151);
  world.api.failure = new ApiError("unavailable");
  await user.click(screen.getByRole("button", { name: "Export" }));
  await screen.findByRole("button", { name: "Export failed: try again" });
});

test("an export counts what has arrived, and is cancelled by a click", async () => {
  const user = userEvent.setup();
  const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:calls");
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = Array.from({ length: 150 }, (_, n) => aCall({ id: `call-${n}` }));
  });
  await screen.findByText("150 calls");
  world.api.before = (what) => (what === "csv" ? new Promise(() => {}) : Promise.resolve());
  await user.click(screen.getByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: /^Cancel the export 50/ }));
  await screen.findByRole("button", { name: "Export" });
  expect(made).not.toHaveBeenCalled();
});

test("a print has all loaded rows, the filters and the time", async () => {
  await renderApp("/calls?status=waiting&queueId=legal_spanish", (api) => {
    api.storedCalls = Array.from({ length: 130 }, (_, n) => aCall({ id: `call-${n}` }));
  });
  await screen.findByText("130 calls");
  const drawn = () => document.querySelectorAll("tbody a").length;
  const onScreen = drawn();
  act(() => void dispatchEvent(new Event("beforeprint")));
  expect(drawn()).toBe(100);
  screen.getByText(/^As of .* · 100 on this print · Waiting · Legal, Spanish$/);
  act(() => void dispatchEvent(new Event("afterprint")));
  expect(drawn()).toBe(onScreen);
});

test("a long list is sorted by the service where it can", async () => {
  await renderApp("/calls?sort=call", (api) => {
    api.storedCalls = Array.from({ length: 501 }, (_, n) => aCall({ id: `call-${500 - n}` }));
  });
  await screen.findByText("501 calls");
  await waitFor(() => expect(listed()[0]).toBe("call-0"));
  expect(screen.queryByText(/the list can be sorted once/)).toBeNull();
});

test("the longest waiting of many begin the list, and its head says what it is sorted by", async () => {
  await renderApp("/calls?status=waiting&sort=-time", (api) => {
    api.storedCalls = Array.from({ length: 501 }, (_, n) => aCall({ id: `call-${n}`, startTime: at(600 - n), statusSince: at(600 - n) }));
  });
  await screen.findByText("501 calls");
  await waitFor(() => expect(listed()[0]).toBe("call-500"));
  expect(screen.queryByText(/the list can be sorted once/)).toBeNull();
  const sorted = (name: string) => screen.getByRole("columnheader", { name }).getAttribute("aria-sort");
  expect(sorted("Time")).toBe("descending");
  expect(sorted("Started")).toBeNull();
});

test("a filter that nobody knows is told, instead of all calls", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?status=waiting&flag=red", (api) => {
    api.storedCalls = [aCall()];
  });
  await screen.findByText("flag=red");
  expect(screen.queryByRole("table")).toBeNull();
  expect(screen.queryByText("1 call")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show without it" }));
  await screen.findByText("1 call");
  expect(location.search).toBe("?status=waiting");
});

test("a view is saved under a name and removed", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?agentId=ana");
  await user.click(await screen.findByRole("button", { name: "Save this view" }));
  await user.type(await screen.findByRole("textbox", { name: "Name of the view" }), "Ana’s{Enter}");
  expect((await screen.findByRole("link", { name: "Ana’s" })).getAttribute("href")).toBe("/calls?agentId=ana");
  await user.click(screen.getByRole("button", { name: "Delete the view Ana’s" }));
  await waitFor(() => expect(screen.queryByRole("link", { name: "Ana’s" })).toBeNull());
});

test("arrow keys move between calls, Enter opens one, Escape returns to it", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?status=waiting", (api) => {
    api.storedCalls = [aCall({ id: "a" }), aCall({ id: "b" })];
  });
  await screen.findByText("2 calls");
  (await screen.findByRole("link", { name: "a" })).focus();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(location.pathname + location.search).toBe("/calls/b?status=waiting"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(location.pathname + location.search).toBe("/calls?status=waiting"));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("b"));
});

test("a failed refetch is reported, and the list stays", async () => {
  const world = await renderApp("/calls", (api) => {
    api.storedCalls = [aCall()];
  });
  await screen.findByText("1 call");
  world.api.failure = new ApiError("refused", 400);
  await act(() => world.services.client.refetchQueries({ queryKey: ["calls"] }));
  await screen.findByText(/This list could not be read again/);
  expect(listed()).toEqual(["call-1"]);
});

test("an unreachable call service is named, with a button to retry", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/calls", (api) => {
    api.failure = new ApiError("refused", 400);
  });
  await screen.findByRole("alert");
  world.api.failure = undefined;
  world.api.storedCalls = [aCall()];
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("1 call");
});

test("j and k go to the list from anywhere in the page, and from call to call beside an open one", async () => {
  const user = userEvent.setup();
  await renderApp("/calls?type=voice", (api) => {
    api.storedCalls = [aCall({ id: "call-3" }), aCall({ id: "call-2" }), aCall({ id: "call-1" })];
  });
  await screen.findByRole("link", { name: "call-1" });
  const listed = screen.getAllByRole("link", { name: /^call-/ }).map(({ textContent }) => textContent ?? "");
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toBe(listed[0]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(location.pathname).toBe(`/calls/${listed[0]}`));
  await waitFor(() => expect(document.activeElement?.id).toBe("call-title"));
  await user.keyboard("j");
  await waitFor(() => expect(location.pathname + location.search).toBe(`/calls/${listed[1]}?type=voice`));
  await user.keyboard("jj");
  await waitFor(() => expect(location.pathname).toBe(`/calls/${listed[2]}`));
  await user.keyboard("k");
  await waitFor(() => expect(location.pathname).toBe(`/calls/${listed[1]}`));
});
