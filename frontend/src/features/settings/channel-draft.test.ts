import { expect, test } from "vitest";
import type { ChannelSettingsUnion } from "../../contracts";
import { channelDraftOf, placedInChannel, readChannelDraft } from "./channel-draft";

const webhook: ChannelSettingsUnion = {
  kind: "webhook",
  enabled: true,
  url: "https://example.com/alerts",
  template: '{"text": "{{title}}"}',
  route: {
    levels: ["breach"],
    queueIds: ["legal", "sales"],
    rules: ["wait_sla_exceeded"],
    hours: { mon: ["00:00-08:00"], zone: "Europe/Madrid" },
    gatherSeconds: 0,
    everySeconds: 300,
    cleared: false,
  },
};

test("what is shown of a channel is what is sent again", () => {
  expect(readChannelDraft("webhook", channelDraftOf(webhook), true, ["authorization"])).toEqual({
    settings: webhook,
    missing: [],
    noNumbers: [],
  });
});

test("of a new one only what was said is sent, with the usual pace", () => {
  const draft = { ...channelDraftOf(), to: " a@example.com; b@example.com," };
  expect(readChannelDraft("email", draft, true, []).settings).toEqual({
    kind: "email",
    enabled: true,
    to: ["a@example.com", "b@example.com"],
    route: { gatherSeconds: 5, everySeconds: 60 },
  });
});

test("a secret that is stored may stay empty, and is never shown", () => {
  const slack: ChannelSettingsUnion = { kind: "slack", enabled: false };
  expect(channelDraftOf({ ...slack, url: "https://hooks.example.com" }).url).toBe("");
  expect(readChannelDraft("slack", channelDraftOf(slack), false, ["url"]).missing).toEqual([]);
  expect(readChannelDraft("slack", channelDraftOf(slack), false, []).missing).toEqual(["url"]);
});

test("seconds are whole numbers", () => {
  const draft = { ...channelDraftOf(webhook), gatherSeconds: "soon", everySeconds: "" };
  expect(readChannelDraft("webhook", draft, true, []).noNumbers).toEqual(["gatherSeconds", "everySeconds"]);
});

test("what the service says stands at its field", () => {
  const issues = ["route.hours.mon[0]", "route.everySeconds", "to[1]", "url"].map((path) => ({
    path,
    message: "no",
    code: "invalid_value",
  }));
  expect(placedInChannel(issues).map(({ path }) => path)).toEqual(["mon", "everySeconds", "to", "url"]);
});
