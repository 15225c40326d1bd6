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

const each: Record<ColumnId, Omit<Column, "id">> = {
  status: { width: "9rem" },
  time: { width: "9.75rem" },
  call: { width: "minmax(10rem,1.4fr)" },
  caller: { width: "minmax(9rem,1.6fr)", wide: true, roomy: true },
  queue: { width: "minmax(8rem,1fr)" },
  agent: { width: "minmax(8.5rem,1.1fr)" },
  wait: { width: "5.25rem", wide: true, roomy: true, right: true },
  hold: { width: "5.25rem", wide: true, roomy: true, right: true },
  duration: { width: "5.25rem", wide: true, roomy: true, right: true },
  flags: { width: "minmax(8.5rem,1fr)" },
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
