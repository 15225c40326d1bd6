import type { Standing } from "../../lib/standing";

/** The current page of rows; all pages rotate, each for the same time. */
export function rotatingPage<T>(
  rows: readonly T[],
  size: number,
  now: number,
  everyMs: number,
): { rows: readonly T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.floor(now / everyMs) % pages;
  return { rows: rows.slice(page * size, (page + 1) * size), page, pages };
}

/** Fewer queues than this are all rows. */
const ROWS = 8;
/** With more, the worst ones are rows. */
const WORST = 5;
const CELLS = 8;
const PAGE_MS = 12_000;

interface Places {
  readonly rows: readonly Standing[];
  readonly cells: readonly Standing[];
  /** How many are in neither now, and how many of them are over their limit. */
  readonly hidden: number;
  readonly hiddenOver: number;
}

/**
 * Where each queue is on the wall, worst first: the worst are rows and stay; the others are cells, of which only those
 * below their limit take turns.
 */
export function placesOf(standings: readonly Standing[], now: number): Places {
  const rows = standings.slice(0, standings.length <= ROWS ? ROWS : WORST);
  const others = standings.slice(rows.length);
  const pressing = others.filter(({ urgency }) => urgency !== "fine");
  const calm = others.slice(pressing.length);
  const kept = pressing.slice(0, CELLS);
  const room = CELLS - kept.length;
  // Places that change would be searched in vain: by name, in the same places each time.
  const byName = calm.toSorted((a, b) => a.name.localeCompare(b.name));
  const turn = room === 0 ? [] : rotatingPage(byName, room, now, PAGE_MS).rows;
  const cells = [...kept, ...turn];
  return {
    rows,
    cells,
    hidden: others.length - cells.length,
    hiddenOver: pressing.slice(CELLS).filter(({ urgency }) => urgency === "over").length,
  };
}
