import { useEffect } from "react";
import { unseenBreaches } from "./alerts";
import { usePreferenceText, writePreference } from "./preference";
import { useAlerts } from "./statistics";

const LOOKED = "alertsSeen";

/** How many breaches came since somebody last looked at the alerts in this browser. */
export function useUnseen(): number {
  const lookedAt = usePreferenceText(LOOKED);
  return unseenBreaches(useAlerts(), lookedAt === undefined ? 0 : Date.parse(lookedAt));
}

/** The alerts are in sight: none of them is news any more. */
export function useSeeing(): void {
  const newest = useAlerts()[0]?.at;
  useEffect(() => {
    if (newest !== undefined) writePreference(LOOKED, newest);
  }, [newest]);
}
