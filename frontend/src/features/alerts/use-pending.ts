import { useCallback, useEffect, useRef, useState } from "react";
import type { Acknowledgement } from "./use-acknowledge";

/** How long an acknowledgement can be taken back. */
const UNDO_MS = 5_000;

interface Pending {
  /** What is to be acknowledged, but can still be taken back. */
  readonly ids: ReadonlySet<string>;
  /** How many those are, with what is not shown. */
  readonly count: number;
  add(acknowledgement: Acknowledgement): void;
  /** Takes back one, or all. */
  undo(id?: string): void;
}

/** Acknowledgements that are sent after five seconds, or at once when the page is left: closing it loses none. */
export function usePending(send: (acknowledgement: Acknowledgement) => void): Pending {
  const [batches, setBatches] = useState<readonly Acknowledgement[]>([]);
  const waiting = useRef<{ readonly batch: Acknowledgement; readonly timer: ReturnType<typeof setTimeout> }[]>([]);
  const taken = useRef(new Set<string>());
  /** What was taken back one by one: all that match are acknowledged without it. */
  const undone = useRef(new Set<string>());

  const settle = useCallback(
    (batch: Acknowledgement) => {
      const place = waiting.current.findIndex((other) => other.batch === batch);
      const [settled] = place < 0 ? [] : waiting.current.splice(place, 1);
      if (settled === undefined) return;
      clearTimeout(settled.timer);
      const ids = batch.ids.filter((id) => taken.current.delete(id));
      const { all } = batch;
      if (all !== undefined) send({ ...batch, ids, all: { ...all, except: [...undone.current, ...all.except] } });
      else if (ids.length > 0) send({ ...batch, ids });
      if (waiting.current.length === 0) undone.current.clear();
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
      for (const id of acknowledgement.ids) undone.current.delete(id);
      waiting.current.push({ batch, timer: setTimeout(() => settle(batch), UNDO_MS) });
      setBatches((known) => [...known, batch]);
    },
    [settle],
  );

  const undo = useCallback((id?: string) => {
    if (id === undefined) {
      for (const { timer } of waiting.current.splice(0)) clearTimeout(timer);
      taken.current.clear();
      undone.current.clear();
      setBatches([]);
      return;
    }
    taken.current.delete(id);
    undone.current.add(id);
    // Another list, so that what is left is shown.
    setBatches((known) => [...known]);
  }, []);

  const shown = ({ ids }: Acknowledgement): readonly string[] => ids.filter((id) => taken.current.has(id));
  const count = (batch: Acknowledgement): number =>
    shown(batch).length + (batch.all === undefined ? 0 : batch.all.count - batch.ids.length);
  return { ids: new Set(batches.flatMap(shown)), count: batches.reduce((sum, batch) => sum + count(batch), 0), add, undo };
}
