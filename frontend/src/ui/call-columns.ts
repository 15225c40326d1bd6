import type { SortColumn } from "../lib/sort";

/** A column of every table of calls, with its width and from which room on it is shown. */
export interface Column {
  readonly id: SortColumn | "flags";
  readonly width: string;
  /** Hidden where there is less room. */
  readonly shown: string;
  /** Hidden beside an open call. */
  readonly roomy?: boolean;
}

export const columns: readonly Column[] = [
  { id: "status", width: "w-32", shown: "" },
  { id: "time", width: "w-36", shown: "" },
  { id: "call", width: "", shown: "" },
  { id: "queue", width: "w-40", shown: "" },
  { id: "agent", width: "w-28", shown: "" },
  { id: "wait", width: "w-20", shown: "max-2xl:hidden", roomy: true },
  { id: "hold", width: "w-20", shown: "max-2xl:hidden", roomy: true },
  { id: "duration", width: "w-24", shown: "max-xl:hidden", roomy: true },
  { id: "flags", width: "w-52", shown: "" },
  { id: "started", width: "w-32", shown: "max-lg:hidden", roomy: true },
];

export function columnsFor(beside: boolean): readonly Column[] {
  return beside ? columns.filter((column) => !column.roomy) : columns;
}
