import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { joinIds, splitIds } from "../../lib/ids";
import { usePrinting } from "../../lib/printing";
import { useCallSubscriptions, useQueues, useServices } from "../../lib/services";
import type { Sort, SortColumn } from "../../lib/sort";
import { besideCall, type Column } from "../../ui/call-columns";
import { CallRow, onCard, PendingRow } from "../../ui/call-row";
import { CallTableFrame } from "../../ui/call-table";
import { useRowHeight } from "./row-height";
import { type PageRange, pageOf, type Rows } from "./use-rows";

interface Props {
  readonly rows: Rows;
  readonly total: number;
  readonly query: string;
  readonly sort: Sort | undefined;
  readonly columns: readonly Column[];
  readonly openCall: string | undefined;
  sortBy(column: SortColumn): void;
  showPages(pages: PageRange): void;
}

/** Browsers limit the height of a page. */
const MOST_ROWS = 200_000;
const SETTLED_MS = 150;
const FRESH_MS = 2_000;
const MOST_HIGHLIGHTED = 4;
/** Rows rendered beyond the window's edges, so that fast scrolling shows no gaps. */
const OVERSCAN = 8;

const PAPER_ROW = "1.75rem";

/** A row for every call, of which only the visible ones are rendered, loaded and subscribed. */
export function CallList({ rows, total, query, sort, columns, openCall, sortBy, showPages }: Props) {
  const text = useText().calls;
  const queues = useQueues();
  const { clock } = useServices();
  const height = useRowHeight(columns.filter(({ id }) => onCard.includes(id)).length);
  const body = useRef<HTMLTableSectionElement>(null);
  const top = useTop(body);
  const virtual = useWindowVirtualizer({
    count: Math.min(total, MOST_ROWS),
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is why to measure again
  useLayoutEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const [first, last] = [pageOf(items[0]?.index ?? 0), pageOf(items.at(-1)?.index ?? 0)];
  useEffect(() => showPages({ first, last }), [showPages, first, last]);
  const shown = items.map(({ index }) => rows.at(index));
  // A few new calls are highlighted; with many at once the list would only flicker.
  const now = clock.now() ?? 0;
  const fresh = shown.flatMap((call) => (call !== undefined && now - Date.parse(call.startTime) < FRESH_MS ? [call.id] : []));
  const arrivals = new Set(fresh.length > MOST_HIGHLIGHTED ? [] : fresh);
  // Ended calls do not change, and rows that are scrolled past need no subscription.
  useCallSubscriptions(useSettled(shown.flatMap((call) => (call === undefined || call.status === "ended" ? [] : [call.id]))));

  const beside = openCall !== undefined;
  const room = useMemo(() => (beside ? besideCall(columns) : columns), [beside, columns]);
  const above = (items[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  const rendered = new Set<string>();
  if (usePrinting()) {
    return (
      <CallTableFrame columns={room} label={text.title} sort={sort} style={{ "--row": PAPER_ROW }}>
        {rows.loaded().map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a call may be in two pages for a moment, its place is its own
          <CallRow key={index} call={call} queue={queues.of(call.queueId)} query={query} open={false} columns={room} arrived={false} />
        ))}
      </CallTableFrame>
    );
  }
  return (
    <CallTableFrame
      body={body}
      columns={room}
      label={text.title}
      rowCount={total}
      sort={sort}
      sortBy={sortBy}
      style={{ "--row": `${height}px` }}
    >
      {above > 0 && <Gap height={above} />}
      {items.map(({ index }, place) => {
        const call = shown[place];
        if (call === undefined) return <PendingRow key={`pending-${index}`} columns={room} />;
        // Pages are read one after another: a call that moves down meanwhile can briefly be in two of them.
        const repeated = rendered.has(call.id);
        rendered.add(call.id);
        return (
          <CallRow
            key={repeated ? `again-${index}` : call.id}
            call={call}
            index={index}
            queue={queues.of(call.queueId)}
            query={query}
            open={call.id === openCall}
            columns={room}
            arrived={arrivals.has(call.id)}
          />
        );
      })}
      {below > 0 && <Gap height={below} />}
    </CallTableFrame>
  );
}

function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden className="block" style={{ height }}>
      <td />
    </tr>
  );
}

/** The offset of the rows from the top of the page; measured on resize, not on every scroll. */
function useTop(body: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const view = body.current?.closest("section");
    if (!view) return;
    const measure = (): void => {
      if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + scrollY));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(view);
    return () => watcher.disconnect();
  }, [body]);
  return top;
}

/** Ids that have been the same for a moment; the first ones at once. */
function useSettled(ids: readonly string[]): readonly string[] {
  const joined = joinIds(ids);
  const [settled, setSettled] = useState(joined);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(joined), settled === "" ? 0 : SETTLED_MS);
    return () => clearTimeout(timer);
  }, [joined, settled]);
  return splitIds(settled);
}
