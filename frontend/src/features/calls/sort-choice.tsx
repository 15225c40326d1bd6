import { ArrowDown, ArrowUp } from "lucide-react";
import { useText } from "../../i18n/language";
import { defaultSort, type Sort, sortColumns } from "../../lib/sort";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";

/** Sorts a list of cards, which has no heads to click on. */
export function SortChoice({ sort = defaultSort, sortBy }: { sort: Sort | undefined; sortBy(sort: Sort): void }) {
  const text = useText().calls;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div className="flex shrink-0 gap-1 lg:hidden">
      <Select
        label={text.sort}
        value={sort.by}
        onChange={({ target }) => sortBy({ by: sortColumns.find((column) => column === target.value) ?? defaultSort.by, descending: true })}
      >
        {sortColumns.map((column) => (
          <option key={column} value={column}>
            {text.column[column]}
          </option>
        ))}
      </Select>
      <Button
        aria-label={sort.descending ? text.descending : text.ascending}
        title={sort.descending ? text.descending : text.ascending}
        onClick={() => sortBy({ ...sort, descending: !sort.descending })}
        className="border-edge! px-2"
      >
        <Arrow aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
