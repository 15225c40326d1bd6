import { useCallback, useEffect, useRef, useState } from "react";
import type { Acknowledgement } from "./use-acknowledge";

/** How long an acknowledgement can be taken back. */
const UNDO_MS = 5_000;

interface Pending {
  /** What is to be acknowledged, but can still be taken back. */
  readonly ids: ReadonlySet<string>;
  add(acknowledgement: Acknowledgement): void;
  /** Takes back one, or all. */
  undo(id?: string): void;
}

/** Acknowledgements that are sent after five seconds, or at once when the page is left: closing it loses none. */
export function usePending(send: (acknowledgement: Acknowledgement) => void): Pending {
  const [batches, setBatches] = useState<readonly Acknowledgement[]>([]);
  const waiting = useRef<{ readonly batch: Acknowledgement; readonly timer: ReturnType<typeof setTimeout> }[]>([]);
  const taken = useRef(new Set<string>());

  const settle = useCallback(
    (batch: Acknowledgement) => {
      const place = waiting.current.findIndex((other) => other.batch === batch);
      const [settled] = place < 0 ? [] : waiting.current.splice(place, 1);
      if (settled === undefined) return;
      clearTimeout(settled.timer);
      const ids = batch.ids.filter((id) => taken.current.delete(id));
      if (ids.length > 0) send({ ...batch, ids });
      setBatches((known) => known.filter((other) => other !== batch));
    },
    [send],
  );

  const flush = useCallback(() => {
    for (const { batch } of [...waiting.current]) settle(batch);
  }, [settle]);

  useEffect(() => {
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  const add = useCallback(
    (acknowledgement: Acknowledgement) => {
      const batch = { ...acknowledgement, ids: acknowledgement.ids.filter((id) => !taken.current.has(id)) };
      for (const id of batch.ids) taken.current.add(id);
      waiting.current.push({ batch, timer: setTimeout(() => settle(batch), UNDO_MS) });
      setBatches((known) => [...known, batch]);
    },
    [settle],
  );

  const undo = useCallback((id?: string) => {
    if (id === undefined) taken.current.clear();
    else taken.current.delete(id);
    // Another list, so that what is left is shown.
    setBatches((known) => [...known]);
  }, []);

  return { ids: new Set(batches.flatMap(({ ids }) => ids.filter((id) => taken.current.has(id)))), add, undo };
}
