import { ChevronLeft, ChevronRight } from "lucide-react";
import type { CallPage } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { limits, type CallFilter } from "../../lib/filter";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";

interface Props {
  readonly page: CallPage;
  readonly filter: CallFilter;
  change(changes: Partial<CallFilter>): void;
}

/** From page to page. */
export function Pages({ page, filter, change }: Props) {
  const text = useText().calls;
  const format = useFormat();
  const last = Math.max(1, page.totalPages);
  return (
    <nav aria-label={text.pages} className="flex flex-wrap items-center justify-between gap-2">
      <Select
        label={text.perPage}
        title={text.perPage}
        value={filter.limit}
        onChange={(event) => change({ limit: Number(event.target.value) })}
      >
        {limits.map((limit) => (
          <option key={limit}>{limit}</option>
        ))}
      </Select>
      <div className="flex items-center gap-2">
        <Button disabled={filter.page <= 1} aria-label={text.previous} onClick={() => change({ page: filter.page - 1 })}>
          <ChevronLeft aria-hidden className="size-4" />
        </Button>
        <p className="text-muted tabular-nums">{text.page(format.number(filter.page), format.number(last))}</p>
        <Button disabled={filter.page >= last} aria-label={text.next} onClick={() => change({ page: filter.page + 1 })}>
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </div>
    </nav>
  );
}
