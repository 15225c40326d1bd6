import type { SortColumn } from "../lib/sort";

/** A column of every table of calls, with its width in rem and from which room on it is shown. */
export interface Column {
  readonly id: SortColumn | "flags";
  /** Undefined for the one that takes what is left. */
  readonly width?: number;
  /** Shown in wide windows only. */
  readonly wide?: boolean;
  /** Hidden beside an open call. */
  readonly roomy?: boolean;
}

const columns: readonly Column[] = [
  { id: "status", width: 8 },
  { id: "time", width: 9 },
  { id: "call" },
  { id: "queue", width: 10 },
  { id: "agent", width: 7 },
  { id: "wait", width: 5, wide: true, roomy: true },
  { id: "hold", width: 5, wide: true, roomy: true },
  { id: "duration", width: 6, wide: true, roomy: true },
  { id: "flags", width: 13 },
  { id: "started", width: 8, roomy: true },
];

export function columnsFor(beside: boolean): readonly Column[] {
  return beside ? columns.filter((column) => !column.roomy) : columns;
}

/** The columns of the rows' grids, in a wide window and in a narrower one. */
export function templatesFor(beside: boolean): { "--wide": string; "--narrow": string } {
  const shown = columnsFor(beside);
  return { "--wide": template(shown), "--narrow": template(shown.filter(({ wide }) => !wide)) };
}

function template(shown: readonly Column[]): string {
  return shown.map(({ width }) => (width === undefined ? "minmax(6rem,1fr)" : `${width}rem`)).join(" ");
}

/** Rows are grids of their own, so that a change in one moves nothing in another. */
export const rowGrid = "lg:grid-cols-[var(--narrow)] xl:grid-cols-[var(--wide)]";
