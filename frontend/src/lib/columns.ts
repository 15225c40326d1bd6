/** The columns of a list of calls, in their default order. */
export const columnIds = ["status", "time", "call", "caller", "queue", "agent", "wait", "hold", "duration", "flags", "started"] as const;
export type ColumnId = (typeof columnIds)[number];

/** Every column in its order, and which of them are shown. */
export interface ColumnChoice {
  readonly order: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
}

/** Has the link that opens a row, so it cannot be hidden. */
export const FIXED: ColumnId = "call";

/** Hidden unless they are chosen: of a call that waits they say what its time says. */
const LESS_USED: readonly ColumnId[] = ["wait", "hold", "duration"];

export const defaultColumns: ColumnChoice = { order: columnIds, hidden: LESS_USED };

/** Reads a choice as it is stored, `status,call,-agent`: a minus hides. Columns it does not name come last, shown. */
export function parseColumns(stored: string | undefined): ColumnChoice {
  if (!stored) return defaultColumns;
  const parts = stored.split(",");
  const named = parts.map((part) => columnIds.find((id) => id === part.replace(/^-/, ""))).filter((id) => id !== undefined);
  const order = [...new Set([...named, ...columnIds])];
  return { order, hidden: order.filter((id) => id !== FIXED && parts.includes(`-${id}`)) };
}

export function formatColumns({ order, hidden }: ColumnChoice): string {
  return order.map((id) => (hidden.includes(id) ? `-${id}` : id)).join(",");
}

/** The same with one column shown or hidden. */
export function toggleColumn({ order, hidden }: ColumnChoice, id: ColumnId): ColumnChoice {
  return { order, hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id] };
}

/** The same with one column moved by so many places; the ends hold it. */
export function moveColumn({ order, hidden }: ColumnChoice, id: ColumnId, by: number): ColumnChoice {
  const others = order.filter((other) => other !== id);
  const place = Math.min(others.length, Math.max(0, order.indexOf(id) + by));
  return { order: others.toSpliced(place, 0, id), hidden };
}
