import { useEffect, useRef, useState } from "react";
import type { AlertPage } from "../../contracts";
import { useText } from "../../i18n/language";
import { callAddress, navigate } from "../../lib/address";
import { useOpenBreaches } from "../../lib/alert-queries";
import { newAlerts } from "../../lib/alerts";
import { chime, unlockChime } from "./chime";
import { useSignals } from "./signal-switches";

/** At most one signal and one announcement in this time. */
const QUIET_MS = 10_000;

/** Signals new breaches in every view: to screen readers, and by sound or notification where enabled. */
export function AlertSignals() {
  const text = useText();
  const breaches = useOpenBreaches();
  const { sound, notifications } = useSignals();
  const last = useRef<{ at: number; breaches: AlertPage | undefined }>({ at: 0, breaches: undefined });
  const [announcement, setAnnouncement] = useState("");

  useEffect(() => {
    const before = last.current.breaches;
    if (breaches === undefined) return;
    // Breaches that were open when the page was loaded are not new, nor are those acknowledged meanwhile.
    const fresh = before === undefined ? [] : newAlerts(before, breaches);
    const [newest] = fresh;
    if (newest === undefined) {
      last.current.breaches = breaches;
      return;
    }
    const signal = (): void => {
      last.current = { at: Date.now(), breaches };
      setAnnouncement(text.alerts.announce(fresh.length));
      if (sound) chime();
      if (notifications && document.visibilityState === "hidden")
        notify(text.alerts.announce(fresh.length), `${text.rule[newest.rule]}: ${newest.callId}`, newest.callId);
    };
    const timer = setTimeout(signal, Math.max(0, last.current.at + QUIET_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [breaches, notifications, sound, text]);

  useEffect(() => {
    if (!sound) return;
    const unlock = (): void => void unlockChime();
    addEventListener("pointerdown", unlock);
    addEventListener("keydown", unlock);
    return () => {
      removeEventListener("pointerdown", unlock);
      removeEventListener("keydown", unlock);
    };
  }, [sound]);

  return (
    <p aria-live="polite" className="sr-only">
      {announcement}
    </p>
  );
}

function notify(title: string, body: string, callId: string): void {
  let shown: Notification;
  try {
    shown = new Notification(title, { body, tag: "callboard-breach", icon: "/icon.svg" });
  } catch {
    // Android's browsers have the constructor, and refuse it.
    return;
  }
  shown.onclick = () => {
    focus();
    navigate(callAddress(callId));
    shown.close();
  };
}
