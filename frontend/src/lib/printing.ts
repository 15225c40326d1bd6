import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

let printing = false;

/** Whether the page is being printed. */
export function usePrinting(): boolean {
  return useSyncExternalStore(observe, () => printing);
}

function observe(observer: () => void): () => void {
  const change = (now: boolean) => () => {
    printing = now;
    // The browser renders the print as soon as this event is handled.
    flushSync(observer);
  };
  const [before, after] = [change(true), change(false)];
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    printing = false;
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}
