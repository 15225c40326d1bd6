import type { ReactNode } from "react";
import { useText } from "../../i18n/language";
import { ScrollArea } from "../../ui/scroll-area";
import { ariaSort, type Sort, SortArrow } from "../../ui/sort";

interface Props<Column> {
  readonly heads: readonly (readonly [Column, ReactNode])[];
  /** Stands at the left wherever it is, as the first one does. */
  readonly text: Column;
  readonly sort: Sort<Column> | undefined;
  readonly sortBy: (by: Column) => void;
  /** Said above the table. */
  readonly note?: string;
  /** Body and foot. */
  readonly children: ReactNode;
}

/** What the report's tables share: a title, and heads that stay in sight and sort. */
export function ReportFrame<Column extends string>({ heads, text, sort, sortBy, note, children }: Props<Column>) {
  const { table } = useText().reports;
  return (
    <div className="flex flex-col gap-2">
      <h2 id="report-table" className="font-semibold">
        {table}
      </h2>
      {note !== undefined && <p className="text-xs text-muted">{note}</p>}
      <ScrollArea label={table} className="max-h-[36rem] rounded-xl border border-line bg-surface print:max-h-none print:overflow-visible">
        <table aria-labelledby="report-table" className="w-full text-right tabular-nums">
          <thead className="sticky top-0 z-10 bg-surface text-xs text-muted shadow-[0_1px_var(--color-line)] print:static">
            <tr>
              {heads.map(([column, head], n) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={ariaSort(sort, column)}
                  className={`px-2 font-medium whitespace-nowrap last:pr-4 ${n === 0 ? "sticky left-0 bg-surface pl-4 text-left print:static" : column === text ? "text-left" : ""}`}
                >
                  <button type="button" onClick={() => sortBy(column)} className="inline-flex items-center gap-1 py-2 hover:text-ink">
                    {head}
                    <SortArrow sort={sort} column={column} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          {children}
        </table>
      </ScrollArea>
    </div>
  );
}
