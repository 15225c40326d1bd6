import { expect, test } from "vitest";
import { everyAlertLevel, everyCallStatus, everyCallType, everyRule, wire as services } from "../contracts.golden";
import { wire } from "./wire";
import { alertLevels, rules, statuses, types } from "./words";

test("every word of the services is known here, and no other", () => {
  expect(statuses).toEqual(everyCallStatus);
  expect(types).toEqual(everyCallType);
  expect(rules).toEqual(everyRule);
  expect(alertLevels).toEqual(everyAlertLevel);
});

test("socket events have the services' names", () => {
  expect(wire).toEqual({
    subscribeCall: services.SUBSCRIBE_CALL,
    unsubscribeCall: services.UNSUBSCRIBE_CALL,
    subscribeDashboard: services.SUBSCRIBE_DASHBOARD,
    callStatusUpdate: services.CALL_STATUS_UPDATE,
    newCall: services.NEW_CALL,
    statsUpdate: services.STATS_UPDATE,
    alert: services.ALERT,
    alertAcknowledged: services.ALERT_ACKNOWLEDGED,
    resyncRequired: services.RESYNC_REQUIRED,
  });
});
