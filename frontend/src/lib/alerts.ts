import type { Alert } from "../contracts";

/** As many as are kept; a day of a busy centre would not fit a page. */
const KEPT = 500;

/** Adds an alert, newest first; the very same list when it is known already. */
export function mergeAlert(alerts: readonly Alert[], alert: Alert): readonly Alert[] {
  if (alerts.some((known) => known.id === alert.id)) return alerts;
  const older = alerts.findIndex((known) => Date.parse(known.at) <= Date.parse(alert.at));
  return alerts.toSpliced(older === -1 ? alerts.length : older, 0, alert).slice(0, KEPT);
}

export function isAlert(word: unknown): word is Alert {
  return typeof word === "object" && word !== null && "id" in word && "level" in word && "rule" in word && "callId" in word;
}
