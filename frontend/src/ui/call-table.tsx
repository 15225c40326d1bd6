import { ArrowDown, ArrowUp } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, type ReactNode, type Ref, useState } from "react";
import type { Call } from "../contracts";
import { useText } from "../i18n/language";
import { useMediaQuery } from "../lib/media-query";
import { useQueues, useServices } from "../lib/services";
import { defaultSort, type Sort, type SortColumn } from "../lib/sort";
import { type Column, defaultColumns, rowGrid, templatesFor } from "./call-columns";
import { CallRow } from "./call-row";
import { openRow } from "./open-row";

interface FrameProps {
  readonly columns: readonly Column[];
  readonly label?: string | undefined;
  /** The length of the whole list, if not all of its rows are in the page. */
  readonly rowCount?: number;
  readonly sort?: Sort | undefined;
  readonly body?: Ref<HTMLTableSectionElement>;
  readonly style?: CSSProperties | undefined;
  readonly children: ReactNode;
  sortBy?(column: SortColumn): void;
}

/** The head of a table of calls, around its rows. */
export function CallTableFrame({ columns, label, rowCount, sort, body, style, children, sortBy }: FrameProps) {
  const text = useText().calls;
  // Cards have no heads to see: they are for screen readers alone.
  const cards = useMediaQuery("(width < 64rem)");
  const order = sortBy === undefined ? sort : (sort ?? defaultSort);
  return (
    <table
      role="table"
      aria-label={label}
      aria-rowcount={rowCount === undefined ? undefined : rowCount + 1}
      style={{ ...templatesFor(columns), ...style }}
      // On paper a table repeats its head on each page.
      className="block w-full lg:print:table lg:print:table-fixed"
    >
      <thead
        role="rowgroup"
        className="sticky top-14 z-10 block border-b border-line bg-surface text-left text-xs text-muted max-lg:sr-only print:static lg:print:table-header-group"
      >
        <tr role="row" aria-rowindex={rowCount === undefined ? undefined : 1} className={`grid ${rowGrid}`}>
          {columns.map(({ id, wide, right }) => {
            const direction = order?.by === id ? (order.descending ? "descending" : "ascending") : undefined;
            return (
              <th
                key={id}
                role="columnheader"
                scope="col"
                aria-sort={direction}
                className={`px-2 py-2 font-medium whitespace-nowrap first:pl-4 last:pr-4 ${right ? "text-right" : ""} ${id === "flags" ? "pl-6" : ""} ${wide ? "max-xl:hidden" : ""}`}
              >
                {sortBy === undefined || id === "flags" || cards ? (
                  text.column[id]
                ) : (
                  <button
                    type="button"
                    title={text.sortBy(text.column[id])}
                    onClick={() => sortBy(id)}
                    className="inline-flex items-center gap-1 hover:text-ink"
                  >
                    {text.column[id]}
                    {direction === "descending" && <ArrowDown aria-hidden className="size-3" />}
                    {direction === "ascending" && <ArrowUp aria-hidden className="size-3" />}
                  </button>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody
        ref={body}
        role="rowgroup"
        className="block cursor-pointer lg:print:table-row-group"
        onClick={openRow}
        onKeyDown={moveByArrows}
      >
        {children}
      </tbody>
    </table>
  );
}

/** A few calls in the given order: a table, or on narrow screens cards with the same roles. */
export function CallTable(props: { calls: readonly Call[]; query: string; label?: string; columns?: readonly Column[] }) {
  const { calls, query, label, columns = defaultColumns } = props;
  const queues = useQueues();
  const arrivedSince = useOpenedAt();
  return (
    <CallTableFrame columns={columns} label={label}>
      {calls.map((call) => (
        <CallRow
          key={call.id}
          call={call}
          queue={queues.of(call.queueId)}
          query={query}
          open={false}
          columns={columns}
          arrived={arrivedSince !== undefined && Date.parse(call.startTime) > arrivedSince}
        />
      ))}
    </CallTableFrame>
  );
}

/** When this view was opened, by the server's clock: calls that began later are highlighted. */
function useOpenedAt(): number | undefined {
  const { clock } = useServices();
  const [openedAt] = useState(() => clock.now());
  return openedAt;
}

/** Up and down, or J and K, move from call to call. */
function moveByArrows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
