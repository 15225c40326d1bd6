import { expect, test } from "vitest";
import {
  everyAlertLevel,
  everyAlertState,
  everyCallStatus,
  everyCallType,
  everyEndReason,
  everyRule,
  everyWebhookType,
  wire as services,
} from "../contracts.golden";
import { alertLevels, alertStates, endReasons, rules, statuses, types, webhookTypes } from "./enum-values";
import { wire } from "./wire";

test("the enum values are those of the contracts", () => {
  expect(statuses).toEqual(everyCallStatus);
  expect(types).toEqual(everyCallType);
  expect(rules).toEqual(everyRule.filter((rule) => rule !== "threshold_crossed"));
  expect(endReasons).toEqual(everyEndReason);
  expect(alertLevels).toEqual(everyAlertLevel);
  expect(alertStates).toEqual(everyAlertState);
  expect(webhookTypes).toEqual(everyWebhookType);
});

test("socket events have the names of the contracts", () => {
  expect(wire).toEqual({
    subscribeCall: services.SUBSCRIBE_CALL,
    unsubscribeCall: services.UNSUBSCRIBE_CALL,
    subscribeDashboard: services.SUBSCRIBE_DASHBOARD,
    callStatusUpdate: services.CALL_STATUS_UPDATE,
    newCall: services.NEW_CALL,
    statsUpdate: services.STATS_UPDATE,
    agentUpdate: services.AGENT_UPDATE,
    alert: services.ALERT,
    alertAcknowledged: services.ALERT_ACKNOWLEDGED,
    alertsAcknowledged: services.ALERTS_ACKNOWLEDGED,
    alertCleared: services.ALERT_CLEARED,
    callbackClaim: services.CALLBACK_CLAIM,
    resyncRequired: services.RESYNC_REQUIRED,
  });
});
