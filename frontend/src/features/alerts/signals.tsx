import { useEffect, useRef, useState } from "react";
import type { Alert, AlertPage } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { useOpenBreaches } from "../../lib/alert-queries";
import { addressOf, newAlerts } from "../../lib/alerts";
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
      const announcement = (fresh.every(({ crossing }) => crossing === undefined) ? text.alerts.announce : text.alerts.announceAny)(
        fresh.length,
      );
      setAnnouncement(announcement);
      if (sound) chime();
      if (notifications && document.visibilityState === "hidden")
        notify(announcement, newest.crossing === undefined ? `${text.rule[newest.rule]}: ${newest.callId}` : newest.message, newest);
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

function notify(title: string, body: string, alert: Alert): void {
  let shown: Notification;
  try {
    shown = new Notification(title, { body, tag: "callboard-breach", icon: "/icon.svg" });
  } catch {
    // Android's browsers have the constructor, and refuse it.
    return;
  }
  shown.onclick = () => {
    focus();
    navigate(addressOf(alert));
    shown.close();
  };
}
