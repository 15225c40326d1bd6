import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import * as golden from "../contracts.golden";
import { axeViolations } from "../test/axe";
import { aCall, ago, aReplayedCall, at } from "../test/fixtures";
import { renderApp } from "../test/render-app";

const opened: [string, string | RegExp][] = [
  ["/", "Overview"],
  ["/calls", "Calls"],
  ["/calls/call-1", "Calls"],
  ["/calls?q=nobody", "Calls"],
  ["/agents", "Agents"],
  ["/alerts", "Alerts"],
  ["/alerts?state=all", "Alerts"],
  ["/alerts?state=acknowledged&level=warning", "Alerts"],
  ["/wallboard", "Wallboard"],
  [`/replay?at=${at(30)}`, /^Replay/],
  ["/replay?at=noon", "Replay"],
  ["/callbacks", "To call back"],
  ["/me", "My calls"],
  ["/queues/legal_spanish", "Legal, Spanish"],
  ["/reports", "Reports"],
  ["/reports?by=queue&span=28d", "Reports"],
  ["/reports?span=noon", "Reports"],
];

async function open(path: string) {
  return renderApp(path, (api) => {
    api.storedCalls = [
      aCall({ flags: ["rerouted", "wait_sla_exceeded"] }),
      aCall({ id: "call-2", status: "on_hold", agentId: "ana", flags: ["hold_limit_exceeded"] }),
      aCall({ id: "call-3", status: "ended", endReason: "abandoned", from: "+34600", startTime: ago(50), endTime: ago(5) }),
    ];
    api.storedEvents = [{ ...golden.callEvent, callId: "call-1", sequence: 1, timestamp: at(0) }];
    api.storedClaims = [{ ...golden.callbackClaim, callId: "call-3" }];
    api.storedAgents = [golden.agentView, golden.agentViewSparse];
    api.storedAlerts = [golden.alert, { ...golden.alertSparse, id: "open", callId: "call-2", queueId: "legal_spanish" }];
    api.replayed = [
      aReplayedCall([
        { from: 0, to: 20 },
        { from: 20, event: "call_routed", agentId: "ana", ringing: ["ana"], ringingSince: at(20) },
      ]),
    ];
    api.rowsOf = ({ span: { from, to }, by }) => [
      {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        figures: golden.reportFigures,
        ...(by === "queue" && { queueId: "legal_spanish" }),
      },
    ];
    api.points = [golden.statsPoint, golden.statsPointSparse];
  });
}

test.each(opened)("axe finds no violation at %s", async (path, title) => {
  const world = await open(path);
  await screen.findByRole("heading", { level: 1, name: title });
  await world.receive("alert", golden.alert);
  await world.settled();
  expect(await axeViolations()).toEqual([]);
});

test("axe finds a violation where there is one", async () => {
  await open("/");
  document.body.append(document.createElement("button"));
  expect(await axeViolations()).toEqual([expect.stringContaining("button-name")]);
  document.body.lastChild?.remove();
});

test("the list of shortcuts opens with ?, is accessible and closes", async () => {
  const user = userEvent.setup();
  await open("/");
  await user.keyboard("?");
  await screen.findByRole("heading", { name: "Keyboard" });
  await screen.findByText("Show what is new in a list that holds still");
  expect(await axeViolations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Keyboard" })).toBeNull());
});

test("key sequences navigate between views, but not while typing", async () => {
  const user = userEvent.setup();
  await open("/");
  await user.keyboard("gc");
  await waitFor(() => expect(location.pathname).toBe("/calls"));
  await screen.findByRole("searchbox");
  await user.keyboard("/");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("searchbox")));
  await user.keyboard("ga");
  expect(location.pathname).toBe("/calls");
});
