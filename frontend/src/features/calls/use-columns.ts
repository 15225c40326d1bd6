import { type ColumnDef, columnOrderingFeature, columnVisibilityFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { Call } from "../../contracts";
import { type ColumnId, columnIds, FIXED, formatColumns, moveColumn, parseColumns, toggleColumn } from "../../lib/columns";
import { usePreferenceText, writePreference } from "../../lib/preference";
import { type Column, columnsOf } from "../../ui/call-columns";

const STORED = "columns";

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature });
const definitions: ColumnDef<typeof features, Call>[] = columnIds.map((id) => ({ id, enableHiding: id !== FIXED }));
// The list renders its rows itself.
const noRows: Call[] = [];

export interface Columns {
  readonly shown: readonly Column[];
  /** All columns in their order. */
  readonly all: readonly { readonly id: ColumnId; readonly shown: boolean; readonly canHide: boolean }[];
  toggle(id: ColumnId): void;
  move(id: ColumnId, by: number): void;
  /** Undefined while the columns are the default ones. */
  readonly reset: (() => void) | undefined;
}

/** The columns that were chosen in this browser. */
export function useColumns(): Columns {
  const stored = usePreferenceText(STORED);
  const choice = useMemo(() => parseColumns(stored), [stored]);
  const columnVisibility = useMemo(() => Object.fromEntries(choice.hidden.map((id) => [id, false])), [choice]);
  const columnOrder = useMemo(() => [...choice.order], [choice]);
  const table = useTable({ features, columns: definitions, data: noRows, state: { columnVisibility, columnOrder } });
  const shownIds = table.getVisibleLeafColumns().map(({ id }) => id as ColumnId);
  const joined = shownIds.join();
  // Rows render again only when the columns change.
  const shown = useMemo(() => columnsOf(joined.split(",") as ColumnId[]), [joined]);
  return {
    shown,
    all: choice.order.map((id) => ({ id, shown: shownIds.includes(id), canHide: table.getColumn(id)?.getCanHide() ?? false })),
    toggle: (id) => writePreference(STORED, formatColumns(toggleColumn(choice, id))),
    move: (id, by) => writePreference(STORED, formatColumns(moveColumn(choice, id, by))),
    reset: stored === undefined || stored === "" ? undefined : () => writePreference(STORED, ""),
  };
}
