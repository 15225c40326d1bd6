import { type FocusEvent, useEffect, useRef } from "react";

/** When the row of a focused button is removed, moves the focus to the button that takes its place. */
export function useRowFocus<E extends HTMLElement>(rows: unknown) {
  const list = useRef<E>(null);
  const held = useRef<{ button: Element; place: number }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are looked up in the page, whenever there are others
  useEffect(() => {
    if (held.current === undefined) return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const place = buttons.findIndex((button) => button === held.current?.button);
    if (place >= 0) held.current.place = place;
    else if (document.activeElement === document.body) buttons[Math.min(held.current.place, buttons.length - 1)]?.focus();
  }, [rows]);
  return {
    ref: list,
    onFocus: ({ target }: FocusEvent): void => {
      const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
      held.current = { button: target, place: buttons.findIndex((button) => button === target) };
    },
    // Not fired for removed elements.
    onBlur: (): void => {
      held.current = undefined;
    },
  };
}
