import { useEffect, useRef, useState } from "react";
import type { AlertPage } from "../../contracts";
import { useText } from "../../i18n/language";
import { callAddress, navigate } from "../../lib/address";
import { useOpenBreaches } from "../../lib/alert-queries";
import { newAlerts } from "../../lib/alerts";
import { chime } from "./chime";
import { useSignals } from "./signal-switches";

/** A breach a second would be noise: at most one signal and one announcement in this time. */
const QUIET_MS = 10_000;

/** Makes breaches heard, wherever on the page one is: read out, and as sound or notification where wanted. */
export function AlertSignals() {
  const text = useText();
  const breaches = useOpenBreaches();
  const { sound, notifications } = useSignals();
  const last = useRef<{ at: number; breaches: AlertPage | undefined }>({ at: 0, breaches: undefined });
  const [words, setWords] = useState("");

  useEffect(() => {
    const before = last.current.breaches;
    if (breaches === undefined) return;
    // What was open when the page was opened is no news; nor is what somebody has acknowledged meanwhile.
    const news = before === undefined ? [] : newAlerts(before, breaches);
    const [newest] = news;
    if (newest === undefined) {
      last.current.breaches = breaches;
      return;
    }
    const signal = (): void => {
      last.current = { at: Date.now(), breaches };
      setWords(text.alerts.announce(news.length));
      if (sound) chime();
      if (notifications && document.visibilityState === "hidden")
        notify(text.alerts.announce(news.length), `${text.rule[newest.rule]}: ${newest.callId}`, newest.callId);
    };
    const timer = setTimeout(signal, Math.max(0, last.current.at + QUIET_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [breaches, notifications, sound, text]);

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
