import { useSyncExternalStore } from "react";

const NARROW = "(width < 64rem)";

/**
 * A row's height in px: one line, or on narrow screens a card, with so many more columns. All are equally high, so that
 * the list can jump to any index.
 */
export function useRowHeight(extra: number): number {
  const [line, card, rem] = useSyncExternalStore(observe, () => (height ??= measure()));
  return card ? line + Math.round(Math.ceil(extra / 2) * 1.5 * rem) : line;
}

/** Cached: measuring forces a style calculation, and every render needs it. */
let height: readonly [line: number, card: boolean, rem: number] | undefined;

function measure(): readonly [number, boolean, number] {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const card = matchMedia(NARROW).matches;
  return [Math.round((card ? 7.5 : 2.25) * rem), card, rem];
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
