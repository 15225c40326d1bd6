import { useMemo } from "react";
import { type ColumnId, FIXED, formatColumns, moveColumn, parseColumns, toggleColumn } from "../../lib/columns";
import { usePreferenceText, writePreference } from "../../lib/preference";
import type { SortColumn } from "../../lib/sort";
import { type Column, columnsOf } from "../../ui/call-columns";

const STORED = "columns";

export interface Columns {
  readonly shown: readonly Column[];
  /** All columns in their order. */
  readonly all: readonly { readonly id: ColumnId; readonly shown: boolean; readonly canHide: boolean }[];
  toggle(id: ColumnId): void;
  move(id: ColumnId, by: number): void;
  /** Undefined while the columns are the default ones. */
  readonly reset: (() => void) | undefined;
}

/** The columns that were chosen in this browser, and the one that sorts. */
export function useColumns(sorted: SortColumn | undefined): Columns {
  const stored = usePreferenceText(STORED);
  const choice = useMemo(() => parseColumns(stored), [stored]);
  // Rows render again only when the columns change.
  const shown = useMemo(() => columnsOf(choice.order.filter((id) => id === sorted || !choice.hidden.includes(id))), [choice, sorted]);
  return {
    shown,
    all: choice.order.map((id) => ({ id, shown: !choice.hidden.includes(id), canHide: id !== FIXED })),
    toggle: (id) => writePreference(STORED, formatColumns(toggleColumn(choice, id))),
    move: (id, by) => writePreference(STORED, formatColumns(moveColumn(choice, id, by))),
    reset: stored === undefined || stored === "" ? undefined : () => writePreference(STORED, ""),
  };
}
