import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { navigate, callAddress } from "../../lib/address";
import { useAlerts } from "../../lib/statistics";
import { chime } from "./chime";
import { useSignals } from "./signal-switches";

/** A breach a second would be noise: at most one signal and one announcement in this time. */
const QUIET_MS = 10_000;

/** Makes breaches heard, wherever on the page one is: read out, and as sound or notification where wanted. */
export function AlertSignals() {
  const text = useText();
  const alerts = useAlerts();
  const { sound, notifications } = useSignals();
  const breaches = alerts.filter(({ level }) => level === "breach");
  const newest = breaches[0];
  const last = useRef({ at: 0, count: breaches.length });
  const [words, setWords] = useState("");

  useEffect(() => {
    const news = breaches.length - last.current.count;
    if (newest === undefined || news <= 0) return;
    const signal = (): void => {
      const count = breaches.length - last.current.count;
      last.current = { at: Date.now(), count: breaches.length };
      setWords(text.alerts.announce(count));
      if (sound) chime();
      if (notifications && document.visibilityState === "hidden") notify(text.alerts.announce(count), `${text.rule[newest.rule]}: ${newest.callId}`, newest.callId);
    };
    const timer = setTimeout(signal, Math.max(0, last.current.at + QUIET_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [breaches.length, newest, notifications, sound, text]);

  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function notify(title: string, body: string, callId: string): void {
  const shown = new Notification(title, { body, tag: "callboard-breach", icon: "/icon.svg" });
  shown.onclick = () => {
    focus();
    navigate(callAddress(callId));
    shown.close();
  };
}
