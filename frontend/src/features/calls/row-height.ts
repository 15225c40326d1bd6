import { useSyncExternalStore } from "react";

const NARROW = "(width < 64rem)";

/** A row's height in px: one line, or on narrow screens a card. All are equally high, so that any place can be jumped to. */
export function useRowHeight(): number {
  return useSyncExternalStore(observe, () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return Math.round((matchMedia(NARROW).matches ? 7.5 : 2.5) * rem);
  });
}

function observe(observer: () => void): () => void {
  addEventListener("resize", observer);
  return () => removeEventListener("resize", observer);
}
