import { type RefCallback, useCallback, useEffect, useRef, useState } from "react";

export interface Attention {
  /** Whether somebody uses the list: the pointer is on it, the focus in it, or its beginning scrolled away. */
  readonly held: boolean;
  /** To be put on the element around the rows. */
  readonly ref: RefCallback<HTMLElement>;
  /** Goes to the list's beginning, and lets what is new in; afterwards it is held again if somebody still uses it. */
  release(): void;
}

/** What is under the page's own head, in px. */
const HEAD = 56;

function isScrolled(element: HTMLElement): boolean {
  const { top, height } = element.getBoundingClientRect();
  return scrollY > 0 && height > 0 && top < HEAD;
}

/** Whether a list has to hold still, since somebody looks at a row of it and may be about to click. */
export function useAttention(): Attention {
  const [held, setHeld] = useState(false);
  const use = useRef<{ element: HTMLElement | undefined; pointer: boolean }>({ element: undefined, pointer: false });
  const evaluate = useCallback(() => {
    const { element, pointer } = use.current;
    // Asked, not kept: what is removed while it has the focus does not tell.
    setHeld(element !== undefined && (pointer || element.contains(document.activeElement) || isScrolled(element)));
  }, []);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const pointer = (on: boolean) => (): void => {
        use.current.pointer = on;
        evaluate();
      };
      const [enter, leave] = [pointer(true), pointer(false)];
      const blur = ({ relatedTarget }: FocusEvent): void => {
        if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) evaluate();
      };
      use.current = { element, pointer: false };
      element.addEventListener("pointerenter", enter);
      element.addEventListener("pointerleave", leave);
      element.addEventListener("focusin", evaluate);
      element.addEventListener("focusout", blur);
      addEventListener("scroll", evaluate, { passive: true });
      return () => {
        element.removeEventListener("pointerenter", enter);
        element.removeEventListener("pointerleave", leave);
        element.removeEventListener("focusin", evaluate);
        element.removeEventListener("focusout", blur);
        removeEventListener("scroll", evaluate);
        use.current = { element: undefined, pointer: false };
        setHeld(false);
      };
    },
    [evaluate],
  );
  // Released for one render, in which the list takes what is new.
  useEffect(() => {
    if (!held) evaluate();
  }, [held, evaluate]);
  const release = useCallback(() => {
    const { element } = use.current;
    const top = element?.getBoundingClientRect().top ?? 0;
    if (top < HEAD) scrollTo({ top: Math.max(0, scrollY + top - 2 * HEAD) });
    setHeld(false);
  }, []);
  return { held, ref, release };
}

export interface Still<T> extends Attention {
  /** The items as they stood when the list began to be held, each as it is now; one that is gone stays as it was last. */
  readonly items: readonly T[];
  /** How many came since and are not among them. */
  readonly fresh: number;
}

/** A list that holds still while somebody uses it; `NewPill` says what waits meanwhile. */
export function useStill<T>(items: readonly T[], keyOf: (item: T) => string): Still<T> {
  const attention = useAttention();
  return { ...attention, ...useOrder(items, keyOf, attention.held ? "held" : undefined) };
}

/** The items in the order in which this hold found them; without a hold, in their own. */
export function useOrder<T>(items: readonly T[], keyOf: (item: T) => string, hold: string | undefined): Pick<Still<T>, "items" | "fresh"> {
  const last = useRef({ hold, shown: items });
  const current = new Map(items.map((item) => [keyOf(item), item]));
  // Nothing is held where there is nothing yet: a list that is still being read would stay empty.
  const keeps = hold !== undefined && last.current.hold === hold && last.current.shown.length > 0;
  const shown = keeps ? last.current.shown.map((item) => current.get(keyOf(item)) ?? item) : items;
  useEffect(() => {
    last.current = { hold, shown };
  });
  const known = keeps ? new Set(shown.map(keyOf)) : undefined;
  return { items: shown, fresh: known === undefined ? 0 : items.filter((item) => !known.has(keyOf(item))).length };
}
