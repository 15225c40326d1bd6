import type { MouseEvent } from "react";
import { navigate } from "../lib/address";

/** So long a second click is waited for, which selects a word instead. */
const DOUBLE_CLICK_MS = 250;

let opening: ReturnType<typeof setTimeout> | undefined;

/**
 * A click anywhere in a row follows its link, as if the link covered it: but then no text in it could be selected. A click
 * that ends a selection does not, and one on text waits for a second one.
 */
export function openRow(event: MouseEvent<HTMLElement>): void {
  clearTimeout(opening);
  if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
  if (event.target.closest("button") !== null) return;
  const link = event.target.closest("tr")?.querySelector("a");
  if (!link) return;
  const isOnLink = link.contains(event.target);
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    if (!isOnLink && (event.metaKey || event.ctrlKey)) window.open(link.href);
    return;
  }
  event.preventDefault();
  if (getSelection()?.isCollapsed === false) return;
  const follow = (): void => {
    if (getSelection()?.isCollapsed !== false) navigate(link.pathname + link.search);
  };
  // The keyboard's clicks have no count.
  if (isOnLink || event.detail === 0 || matchMedia("(pointer: coarse)").matches) follow();
  else if (event.detail === 1) opening = setTimeout(follow, DOUBLE_CLICK_MS);
}
