import { useEffect, useRef } from "react";

/** The longest pause between the keys of `g o`. */
const SEQUENCE_MS = 1_200;

/** Calls `run` when `keys`, one or two of them with a space between, were pressed outside of a text field. */
export function useShortcut(keys: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let before = "";
    let at = 0;
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const sequence = event.timeStamp - at < SEQUENCE_MS && before !== "" ? `${before} ${event.key}` : event.key;
      const hit = keys.includes(" ") ? sequence === keys : event.key === keys && !sequence.startsWith("g ");
      before = hit ? "" : event.key;
      at = event.timeStamp;
      if (!hit) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [keys]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}
