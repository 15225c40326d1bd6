import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import * as golden from "../../contracts.golden";
import { navigate } from "../../lib/address";
import { ApiError } from "../../lib/api";
import { aCall, ago } from "../../test/fixtures";
import { renderApp } from "../../test/render-app";

const lost = (id: string, from: string | undefined, seconds: number, changes = {}) =>
  aCall({
    id,
    status: "ended",
    endReason: "abandoned",
    startTime: ago(seconds + 40),
    endTime: ago(seconds),
    waitTime: 40,
    ...(from !== undefined && { from }),
    ...changes,
  });

const rows = () =>
  within(screen.getByRole("list", { name: "To call back" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);

test("callers who were lost are listed once, whoever waits longest first, with what they were, how often and for how long", async () => {
  await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [
      lost("a", "+34 600 111 222", 600),
      lost("b", "+34611", 300, { endReason: "callback", callerName: "Ana" }),
      lost("c", "34600111222", 60, { endReason: "overflowed" }),
      lost("d", undefined, 30),
      aCall({ id: "talk", status: "ended", endReason: "completed", from: "+34622", answeredAt: ago(20) }),
    ];
  });
  await screen.findByText("2 callers wait for a call");
  expect(rows()[0]).toMatch(/\+34611.*Ana.*Callback due.*waited 0:40.*Legal, Spanish/);
  expect(rows()[1]).toMatch(/34600111222.*Overflowed.*2 tries/);
  await screen.findByText(/1 lost call has no number\./);
  expect(screen.getByRole("link", { name: "34600111222" }).getAttribute("href")).toBe("/calls?q=34600111222");
  expect(screen.getByRole("link", { name: "Call +34611" }).getAttribute("href")).toBe("tel:+34611");
});

test("who was talked with since is below, by whom; who is on the line is named", async () => {
  const user = userEvent.setup();
  await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [
      lost("a", "+34600", 600),
      lost("b", "+34611", 500),
      lost("c", "+34622", 400),
      aCall({
        id: "again",
        status: "ended",
        endReason: "completed",
        from: "+34600",
        startTime: ago(300),
        answeredAt: ago(290),
        agentId: "ben",
      }),
      aCall({ id: "rings", status: "waiting", direction: "outbound", to: "+34611", startTime: ago(20), agentId: "eva" }),
    ];
  });
  await screen.findByText("2 callers wait for a call");
  const reached = await screen.findByText("1 caller reached since");
  await user.click(reached);
  expect(screen.getByRole("link", { name: "Reached by ben" }).getAttribute("href")).toBe("/calls/again");
  expect(screen.getByRole("link", { name: "On the line with eva" }).getAttribute("href")).toBe("/calls/rings");
  expect(rows()).toHaveLength(2);
});

test("what is not known is not said: a caller stays in the list while talks since can't be read", async () => {
  const world = await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [lost("a", "+34600", 600)];
    const calls = api.calls.bind(api);
    api.calls = (filter) => (filter.q === undefined ? calls(filter) : Promise.reject(new ApiError("no", 400)));
  });
  await screen.findByText("Talks since couldn’t be read");
  expect(rows()).toHaveLength(1);
  expect(world.api.count("calls")).toBeGreaterThan(0);
});

test("queue and span are in the address, and nobody left says so", async () => {
  const user = userEvent.setup();
  await renderApp("/callbacks", (api) => {
    api.storedCalls = [lost("a", "+34600", 3)];
  });
  await user.selectOptions(await screen.findByRole("combobox", { name: "Lost" }), "Last 7 days");
  await screen.findByText("1 caller waits for a call");
  await user.selectOptions(screen.getByRole("combobox", { name: "Queue" }), "Medical, English");
  await screen.findByText("Nobody has to be called back");
  expect(location.search).toBe("?span=7d&queueId=medical_english");
});

test("a list that can't be read says so", async () => {
  await renderApp("/callbacks", (api) => {
    api.failure = new ApiError("No answer");
  });
  await waitFor(() => expect(screen.getAllByText(/does not answer this page/).length).toBeGreaterThan(0));
});

test("the list begins when the service's time is known, even if its zone came first", async () => {
  let answer = (): void => {};
  const answered = new Promise<void>((done) => {
    answer = done;
  });
  const world = await renderApp("/alerts", (api) => {
    api.storedCalls = [lost("a", "+34600", 600)];
    const report = api.report.bind(api);
    api.report = (asked) => answered.then(() => report(asked));
  });
  world.services.clock.reset();
  await act(async () => navigate("/callbacks?span=24h"));
  await screen.findByRole("heading", { name: "To call back" });
  await act(async () => answer());
  await world.settled();
  world.services.clock.observe(new Date().toISOString(), Date.now(), Date.now());
  await screen.findByText("1 caller waits for a call");
});

test("an agent takes a caller as who My calls says they are, and gives them up, by keyboard alone", async () => {
  const user = userEvent.setup();
  localStorage.setItem("callboard.agent", "ana");
  const world = await renderApp("/callbacks?span=24h", (api) => {
    api.storedAgents = [{ ...golden.agentViewSparse, agentId: "ana", name: "Ana María" }];
    api.storedCalls = [lost("a", "+34600", 600)];
  });
  (await screen.findByRole("button", { name: "Take +34600: Ana María calls back" })).focus();
  await user.keyboard("{Enter}");
  await screen.findByText("Taken by Ana María · just now");
  expect(world.api.storedClaims).toMatchObject([{ callId: "a", by: "Ana María" }]);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Release +34600" }));
  await user.keyboard("{Enter}");
  await screen.findByRole("button", { name: "Take +34600: Ana María calls back" });
  expect(world.api.storedClaims).toEqual([]);
});

test("who has no name yet is asked for one first", async () => {
  const user = userEvent.setup();
  const world = await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [lost("a", "+34600", 600)];
  });
  await user.click(await screen.findByRole("button", { name: "Take +34600: I call back" }));
  expect(world.api.storedClaims).toEqual([]);
  await user.type(await screen.findByLabelText("Your name"), "Luis{Enter}");
  await screen.findByText("Taken by Luis · just now");
});

test("what others take is shown at once, for any of the caller's tries, and until the caller is reached", async () => {
  const world = await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [
      lost("a", "+34600", 600),
      lost("a2", "+34600", 60),
      lost("b", "+34611", 500),
      aCall({
        id: "again",
        status: "ended",
        endReason: "completed",
        from: "+34611",
        startTime: ago(300),
        answeredAt: ago(290),
        agentId: "ben",
      }),
    ];
  });
  await screen.findByText("1 caller waits for a call");
  world.api.storedClaims = [
    { ...golden.callbackClaim, callId: "a", by: "Eva", at: ago(190) },
    { ...golden.callbackClaim, callId: "b", by: "Eva", at: ago(190) },
  ];
  await world.receive("callback_claim", golden.callbackClaim);
  await screen.findByText("Taken by Eva · 3 min");
  expect(screen.getAllByText(/Taken by/)).toHaveLength(1);
  expect(screen.getAllByRole("button", { name: /^(Take|Release)/ })).toHaveLength(1);
});

test("whoever was slower is told, and sees who was faster", async () => {
  const user = userEvent.setup();
  localStorage.setItem("callboard.agent", "ana");
  await renderApp("/callbacks?span=24h", (api) => {
    api.storedCalls = [lost("a", "+34600", 600)];
    api.before = async (what) => {
      if (what === "claims" && api.count("claims") === 1)
        api.storedClaims = [{ ...golden.callbackClaim, callId: "a", by: "Eva", at: ago(1) }];
    };
  });
  await user.click(await screen.findByRole("button", { name: "Take +34600: ana calls back" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Somebody else took +34600 first");
  await screen.findByText(/Taken by Eva/);
});
