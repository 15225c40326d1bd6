import { useSyncExternalStore } from "react";

const NARROW = "(width < 64rem)";

/** A row's height in px: one line, or on narrow screens a card. All are equally high, so that the list can jump to any index. */
export function useRowHeight(): number {
  return useSyncExternalStore(observe, () => (height ??= measure()));
}

/** Cached: measuring forces a style calculation, and every render needs it. */
let height: number | undefined;

function measure(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return Math.round((matchMedia(NARROW).matches ? 7 : 2.25) * rem);
}

function observe(observer: () => void): () => void {
  const resized = (): void => {
    height = measure();
    observer();
  };
  addEventListener("resize", resized);
  return () => {
    height = undefined;
    removeEventListener("resize", resized);
  };
}
