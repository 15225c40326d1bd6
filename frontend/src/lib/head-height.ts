import { useLayoutEffect } from "react";

/** Tells style sheets as `--head` how high the page's head is, below which things stick. */
export function useHeadHeight(): void {
  useLayoutEffect(() => {
    const head = document.querySelector("header");
    if (head === null) return;
    const watcher = new ResizeObserver(() => document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`));
    watcher.observe(head);
    return () => watcher.disconnect();
  }, []);
}
