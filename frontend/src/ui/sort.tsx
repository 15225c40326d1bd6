import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";

/** What a table is sorted by. */
export interface Sort<Column> {
  readonly by: Column;
  readonly descending: boolean;
}

/**
 * A table's order: a click on a head sorts by it, figures the largest first, the next click the other way round, and the
 * third puts the table's own order back.
 *
 * @param texts the columns that are no figures
 */
export function useSort<Column extends string>(texts: readonly Column[]) {
  const [sort, setSort] = useState<Sort<Column>>();

  function sortBy(by: Column): void {
    const first = !texts.includes(by);
    if (sort?.by !== by) setSort({ by, descending: first });
    else setSort(sort.descending === first ? { by, descending: !first } : undefined);
  }

  return { sort, sortBy };
}

/** The rows in that order; those without a value come last, whatever the direction. */
export function inOrder<Row, Column>(
  rows: readonly Row[],
  sort: Sort<Column> | undefined,
  valueIn: (row: Row, by: Column) => string | number | undefined,
  collation?: Intl.CollatorOptions,
): readonly Row[] {
  if (sort === undefined) return rows;
  return rows.toSorted((one, other) => {
    const [a, b] = [valueIn(one, sort.by), valueIn(other, sort.by)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const order = typeof a === "string" && typeof b === "string" ? a.localeCompare(b, undefined, collation) : Number(a) - Number(b);
    return sort.descending ? -order : order;
  });
}

/** `aria-sort` of a column's head. */
export function ariaSort<Column>(sort: Sort<Column> | undefined, column: Column): "ascending" | "descending" | undefined {
  return sort?.by === column ? (sort.descending ? "descending" : "ascending") : undefined;
}

/** In the head of the column that the table is sorted by. */
export function SortArrow<Column>({ sort, column }: { sort: Sort<Column> | undefined; column: Column }) {
  if (sort?.by !== column) return null;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return <Arrow aria-hidden className="size-3 shrink-0" />;
}
