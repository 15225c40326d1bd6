import { type ColumnId, defaultColumns as choice } from "../lib/columns";

/** A column of a table of calls: its width, and from which window width on it is shown. */
export interface Column {
  readonly id: ColumnId;
  /** A track of a grid. */
  readonly width: string;
  /** Shown in wide windows only. */
  readonly wide?: boolean;
  /** Hidden beside an open call. */
  readonly roomy?: boolean;
  /** Aligned right, as numbers are. */
  readonly right?: boolean;
}

// The widths are those of usual names and of the longest words, as far as there is room; who called has the rest.
const each: Record<ColumnId, Omit<Column, "id">> = {
  status: { width: "9.25rem" },
  time: { width: "9.75rem" },
  call: { width: "minmax(min(12.5rem,15.5%),1.3fr)" },
  caller: { width: "minmax(8rem,1.15fr)", wide: true, roomy: true },
  queue: { width: "minmax(min(9rem,11.5%),0.9fr)" },
  agent: { width: "minmax(min(10.5rem,13%),1.15fr)" },
  wait: { width: "5.25rem", wide: true, roomy: true, right: true },
  hold: { width: "5.25rem", wide: true, roomy: true, right: true },
  duration: { width: "5.25rem", wide: true, roomy: true, right: true },
  flags: { width: "minmax(min(12.75rem,15.5%),1.35fr)" },
  started: { width: "9rem", roomy: true },
};

export function columnsOf(ids: readonly ColumnId[]): readonly Column[] {
  return ids.map((id) => ({ id, ...each[id] }));
}

export const defaultColumns = columnsOf(choice.order.filter((id) => !choice.hidden.includes(id)));

export function besideCall(columns: readonly Column[]): readonly Column[] {
  return columns.filter(({ roomy }) => !roomy);
}

/** The grid columns of the rows, in a wide window and in a narrower one. */
export function templatesFor(columns: readonly Column[]): { "--wide": string; "--narrow": string } {
  return { "--wide": template(columns), "--narrow": template(columns.filter(({ wide }) => !wide)) };
}

function template(columns: readonly Column[]): string {
  return columns.map(({ width }) => width).join(" ");
}

/** Each row is a grid of its own, so that a change in one does not lay out the others. */
export const rowGrid = "lg:grid-cols-[var(--narrow)] xl:grid-cols-[var(--wide)]";
