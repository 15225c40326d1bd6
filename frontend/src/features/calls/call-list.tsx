import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useText } from "../../i18n/language";
import { useQueues, useServices, useWatch } from "../../lib/services";
import type { Sort, SortColumn } from "../../lib/sort";
import { CallRow, PendingRow } from "../../ui/call-row";
import { CallTableFrame } from "../../ui/call-table";
import { useRowHeight } from "./row-height";
import type { Rows, Sight } from "./use-rows";

interface Props {
  readonly rows: Rows;
  readonly total: number;
  readonly query: string;
  readonly sort: Sort | undefined;
  readonly openCall: string | undefined;
  sortBy(column: SortColumn): void;
  see(sight: Sight): void;
}

/** Browsers can't make a page of any height; nobody scrolls this far either. */
const MOST_ROWS = 200_000;
const SETTLED_MS = 150;
const FRESH_MS = 2_000;
const CROWD = 4;

/** As many rows as there are calls, of which only those in sight are drawn, read and listened to. */
export function CallList({ rows, total, query, sort, openCall, sortBy, see }: Props) {
  const text = useText().calls;
  const queues = useQueues();
  const { clock } = useServices();
  const height = useRowHeight();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const virtual = useWindowVirtualizer({
    count: Math.min(total, MOST_ROWS),
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  });
  useLayoutEffect(() => {
    if (body.current) setTop(Math.round(body.current.getBoundingClientRect().top + scrollY));
  });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => see({ first, last }), [see, first, last]);
  const shown = items.map(({ index }) => rows.at(index));
  // A few that arrive are worth a look; where they come in crowds the light would only flicker.
  const now = clock.now() ?? 0;
  const fresh = shown.flatMap((call) => (call !== undefined && now - Date.parse(call.startTime) < FRESH_MS ? [call.id] : []));
  const arrivals = new Set(fresh.length > CROWD ? [] : fresh);
  // Nothing more happens to a call that has ended, and nobody reads what flies past.
  useWatch(useSettled(shown.flatMap((call) => (call === undefined || call.status === "ended" ? [] : [call.id]))));

  const above = (items[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <CallTableFrame body={body} beside={openCall !== undefined} label={text.title} rowCount={total} sort={sort} sortBy={sortBy} style={{ "--row": `${height}px` }}>
      {above > 0 && <Gap height={above} />}
      {items.map(({ index }, place) => {
        const call = shown[place];
        return call === undefined ? (
          <PendingRow key={`pending-${index}`} beside={openCall !== undefined} />
        ) : (
          <CallRow
            key={call.id}
            call={call}
            index={index}
            queue={queues.of(call.queueId)}
            query={query}
            open={call.id === openCall}
            beside={openCall !== undefined}
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

/** What has been the same for a moment; the first at once. */
function useSettled(ids: readonly string[]): readonly string[] {
  const joined = ids.join(" ");
  const [settled, setSettled] = useState(joined);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(joined), settled === "" ? 0 : SETTLED_MS);
    return () => clearTimeout(timer);
  }, [joined, settled]);
  return settled === "" ? [] : settled.split(" ");
}
