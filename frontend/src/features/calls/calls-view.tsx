import { CircleAlert, PhoneIncoming, SearchX } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import { callAddress, navigate, useSearch } from "../../lib/address";
import { type CallFilter, formatFilter, isRestricted, PAGE_SIZE, parseFilter } from "../../lib/filter";
import { useHeadHeight } from "../../lib/head-height";
import { useMediaQuery } from "../../lib/media-query";
import { useShortcut } from "../../lib/shortcuts";
import { formatSort, nextSort, parseSort, SORTABLE_CALLS, type Sort, serviceSort } from "../../lib/sort";
import { useAttention } from "../../lib/use-still";
import { Button } from "../../ui/button";
import { CopyLink } from "../../ui/copy-link";
import { ErrorNotice } from "../../ui/error-notice";
import { NewPill } from "../../ui/new-pill";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { CallList } from "./call-list";
import { ColumnChooser } from "./column-chooser";
import { ExportButton } from "./export-button";
import { Filters } from "./filters";
import { PrintHeading } from "./print-heading";
import { SortChoice } from "./sort-choice";
import { unrestricted } from "./unrestricted";
import { useColumns } from "./use-columns";
import { type PageRange, type Rows, useRows } from "./use-rows";
import { Views } from "./views";

/** The list of calls that the URL selects, and beside it the open call. */
export function CallsView({ openCall, panel }: { openCall: string | undefined; panel: ReactNode }) {
  const text = useText().calls;
  const format = useFormat();
  const search = useSearch();
  const filter = useMemo(() => parseFilter(search), [search]);
  const sort = useMemo(() => parseSort(search), [search]);
  const query = listQuery(filter, sort);
  const columns = useColumns(sort?.by);
  const [pages, setPages] = useState<PageRange>({ first: 1, last: 1 });
  const showPages = useCallback(
    (next: PageRange) => setPages((known) => (known.first === next.first && known.last === next.last ? known : next)),
    [],
  );
  const attention = useAttention();
  // Beside an open call, too: closing it leads back to its row.
  const rows = useRows(filter, sort, pages, attention.held || openCall !== undefined);
  const narrow = useMediaQuery("(width < 80rem)");
  useHeadHeight();
  useFocusReturn(openCall);
  useSteps(rows, openCall, query);

  // Stable, so that the memoized filters do not render when calls change.
  const change = useCallback((changes: Partial<CallFilter>, replace = false): void => {
    const { search: now } = location;
    go({ ...parseFilter(now), ...changes }, parseSort(now), replace);
  }, []);
  const { error } = rows;
  const unknown = filter.unknown;
  const total = unknown === undefined ? rows.total : undefined;

  return (
    <div className={`grid items-start gap-4 ${panel ? "xl:grid-cols-[minmax(0,1fr)_27rem] 2xl:grid-cols-[minmax(0,1fr)_32rem]" : ""}`}>
      <section
        aria-labelledby="calls-title"
        // In a narrow window the call covers the list, which keeps its place below it.
        inert={openCall !== undefined && narrow}
        className={`flex min-w-0 flex-col gap-2 sm:gap-3 ${panel ? "print:hidden" : ""}`}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 id="calls-title" className="text-xl font-semibold tracking-tight">
            {text.title}
          </h1>
          {total !== undefined && (
            <p className="text-muted tabular-nums">{text.total(`${format.number(total)}${rows.more ? "+" : ""}`, total === 1)}</p>
          )}
          <PrintHeading filter={filter} listed={text.listed(format.number(rows.loaded().length))} />
          <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">
            {unknown === undefined && <ExportButton filter={filter} order={serviceSort(sort, filter.status)} />}
            <ColumnChooser columns={columns} />
            <CopyLink />
          </div>
        </div>
        <Filters filter={filter} change={change} />
        <div className="-mt-1 flex items-center gap-2 max-sm:overflow-x-auto print:hidden">
          <SortChoice sort={rows.sort ?? undefined} sortBy={(order) => go(filter, order, true)} />
          <Views query={query} />
        </div>
        {sort !== undefined && total !== undefined && rows.sort === undefined && total > SORTABLE_CALLS && (
          <p role="status" className="text-xs text-muted">
            {text.tooManyToSort(format.number(SORTABLE_CALLS))}
          </p>
        )}
        {error !== null && total !== undefined && (
          <p role="alert" className="flex items-center gap-2 rounded-lg bg-over-soft px-3 py-2 text-over">
            <CircleAlert aria-hidden className="size-4 shrink-0" />
            {text.notReread}
          </p>
        )}
        <div ref={attention.ref}>
          <NewPill fresh={rows.fresh} more={rows.fresh >= PAGE_SIZE} release={attention.release} />
          <div className="overflow-clip rounded-xl border border-line bg-surface">
            {unknown !== undefined && <Unknown asked={unknown} clear={() => change({})} />}
            {unknown === undefined &&
              total === undefined &&
              (error === null ? <Skeleton rows={10} /> : <ErrorNotice error={error} retry={rows.refetch} />)}
            {total !== undefined && rows.length === 0 && <Empty filter={filter} clear={() => change(unrestricted)} />}
            {total !== undefined && rows.length > 0 && (
              <CallList
                key={formatFilter(filter)}
                rows={rows}
                total={rows.length}
                query={query}
                sort={rows.sort}
                columns={columns.shown}
                openCall={openCall}
                sortBy={(column) => go(filter, nextSort(sort, column), true)}
                showPages={showPages}
              />
            )}
          </div>
        </div>
      </section>
      {panel}
    </div>
  );
}

function listQuery(filter: CallFilter, sort: Sort | undefined): string {
  return [formatFilter(filter), formatSort(sort)].filter(Boolean).join("&");
}

function go(to: CallFilter, order: Sort | undefined, replace: boolean): void {
  const query = listQuery(to, order);
  navigate(query === "" ? location.pathname : `${location.pathname}?${query}`, { replace });
}

function Unknown({ asked, clear }: { asked: readonly string[]; clear: () => void }) {
  const text = useText().calls;
  return (
    <Notice icon={SearchX} title={text.unknownFilter} alert>
      <p className="wrap-anywhere">{asked.join(", ")}</p>
      <Button onClick={clear}>{text.leaveOut}</Button>
    </Notice>
  );
}

function Empty({ filter, clear }: { filter: CallFilter; clear: () => void }) {
  const text = useText().calls;
  if (isRestricted(filter)) {
    return (
      <Notice icon={SearchX} title={text.noMatch}>
        {filter.q !== undefined && <p className="max-w-prose text-pretty wrap-anywhere">{text.searched(filter.q)}</p>}
        <p>{text.noMatchHint}</p>
        <Button onClick={clear}>{text.clear}</Button>
      </Notice>
    );
  }
  return (
    <Notice icon={PhoneIncoming} title={text.empty}>
      <p>{text.emptyHint}</p>
    </Notice>
  );
}

/** Returns the focus to the row of a call when the call is closed. */
function useFocusReturn(openCall: string | undefined): void {
  const before = useRef(openCall);
  useEffect(() => {
    if (openCall === undefined && before.current !== undefined) {
      focusRow(before.current);
    }
    before.current = openCall;
  }, [openCall]);
}

/** J and K: from call to call while one is open, otherwise into the list, which then moves by itself. */
function useSteps(rows: Rows, openCall: string | undefined, query: string): void {
  const step = (by: 1 | -1): void => {
    const calls = rows.loaded();
    if (openCall === undefined) {
      // A row with the focus that let the key pass is the first or the last one.
      if (document.activeElement?.closest("tbody") === null) focusRow(calls.at(by === 1 ? 0 : -1)?.id);
      return;
    }
    const at = calls.findIndex(({ id }) => id === openCall);
    const next = at < 0 ? undefined : calls[at + by];
    // Replaces the address, so that one step back leads to the list.
    if (next !== undefined) navigate(callAddress(next.id, query), { replace: true });
  };
  useShortcut("j", () => step(1));
  useShortcut("k", () => step(-1));
}

function focusRow(id: string | undefined): void {
  if (id !== undefined) document.getElementById(`call-${id}`)?.focus();
}
