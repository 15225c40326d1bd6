import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Call, CallPage } from "../../contracts";
import { type CallFilter, formatFilter, PAGE_SIZE } from "../../lib/filter";
import { keys } from "../../lib/keys";
import { callsQuery, heldQuery, type Moment } from "../../lib/queries";
import { useServerNow, useServices } from "../../lib/services";
import { formatSort, SORTABLE_CALLS, type Sort, serviceSort, sortCalls } from "../../lib/sort";
import { useOrder } from "../../lib/use-still";

/** The pages with visible rows, counted from 1. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE) + 1;
}

export interface Rows {
  /** How many calls match now, counted by the server; undefined until the first answer. */
  readonly total: number | undefined;
  /** Whether there may be more than the total: some searches are counted up to a limit. */
  readonly more: boolean;
  /** How many rows the list has; while it is held, as many as then. */
  readonly length: number;
  /** How many calls at the list's beginning came since it is held. */
  readonly fresh: number;
  readonly error: Error | null;
  /** The order that the list has, whatever was asked for; undefined for newest first. */
  readonly sort: Sort | undefined;
  /** The call at this index of the whole list; undefined while it is loading. */
  at(index: number): Call | undefined;
  /** The loaded calls, in order. */
  loaded(): readonly Call[];
  refetch(): void;
}

/** A list as it was when somebody began to use it. */
interface Hold extends Moment {
  readonly list: string;
  readonly total: number;
}

/** The whole list, of which only the visible pages are loaded; it takes no call in and lets none go while it is held. */
export function useRows(filter: CallFilter, sort: Sort | undefined, visible: PageRange, held: boolean): Rows {
  const services = useServices();
  const name = formatFilter(filter);
  const first = services.client.getQueryData<CallPage>(callsQuery(services, { ...filter, order: undefined, page: 1 }).queryKey);
  const counted = useLastTotal(name, first?.total);
  const hold = useHold(`${name}&${formatSort(sort)}`, counted, held);
  const known = hold?.total ?? counted;
  const whole = sort !== undefined && known !== undefined && known <= SORTABLE_CALLS;
  const order = whole || known === undefined ? undefined : serviceSort(sort, filter.status);
  // The first page is always among them: it tells the total and, while the list is held, what is new.
  const wanted = whole ? [...span(1, pageOf(Math.max(0, known - 1)))] : [...new Set([1, ...span(visible.first, visible.last)])];
  const current = hold === undefined || whole ? wanted : [1];
  const pages = useQueries({ queries: current.map((page) => callsQuery(services, { ...filter, order, page })) });
  const stills = useQueries({
    queries: hold === undefined ? [] : wanted.map((page) => heldQuery(services, { ...filter, order, page }, hold)),
  });
  const shown = hold === undefined ? pages : stills;
  const read = new Map(shown.flatMap(({ data }, index) => (data === undefined ? [] : [[wanted[index] ?? 0, data] as const])));
  // Every page has the total; the one that was read last is the most current.
  const latest = pages.filter(({ data }) => data !== undefined).toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  const failed = [...pages, ...stills].find(({ error }) => error !== null);
  const loaded = [...read.values()].flatMap(({ data }) => data);
  const inOrder = useSorted(whole && read.size === wanted.length ? loaded : undefined, sort);
  const { items } = useOrder(inOrder ?? none, idOf, inOrder && hold && `${hold.since} ${hold.list}`);
  const sorted = inOrder && items;
  const total = useLastTotal(name, (hold === undefined ? sorted?.length : undefined) ?? latest?.data?.total);
  return {
    total,
    more: sorted === undefined && latest?.data?.atLeast === true,
    length: hold === undefined ? (total ?? 0) : lengthOf(hold.total, read),
    fresh:
      hold === undefined
        ? 0
        : freshIn(
            pages.flatMap(({ data }) => data?.data ?? []),
            loaded,
            loaded.length >= hold.total,
          ),
    error: failed?.error ?? null,
    sort: sorted === undefined && order === undefined ? undefined : sort,
    at: (index) => (sorted === undefined ? read.get(pageOf(index))?.data[index % PAGE_SIZE] : sorted[index]),
    loaded: () => sorted ?? loaded,
    refetch: () => {
      for (const page of [...pages, ...stills]) void page.refetch();
    },
  };
}

const none: readonly Call[] = [];

function idOf({ id }: Call): string {
  return id;
}

/** While `held`, what the list was like when that began; another list is another hold. */
function useHold(list: string, total: number | undefined, held: boolean): Hold | undefined {
  const { clock, client } = useServices();
  const [hold, setHold] = useState<Hold>();
  const since = hold?.since;
  useEffect(() => (since === undefined ? undefined : () => client.removeQueries({ queryKey: keys.heldSince(since) })), [client, since]);
  const now = clock.now();
  const holds = held && total !== undefined && total > 0 && now !== undefined;
  if (!holds || (hold !== undefined && hold.list !== list)) {
    if (hold !== undefined) setHold(undefined);
    return undefined;
  }
  if (hold === undefined) {
    const begun = { list, since: new Date(now).toISOString(), at: Date.now(), total };
    setHold(begun);
    return begun;
  }
  return hold;
}

/** As long as it was, unless a page that was read meanwhile shows that its end has gone. */
function lengthOf(total: number, read: ReadonlyMap<number, CallPage>): number {
  const ends = [...read].filter(([, { data }]) => data.length < PAGE_SIZE).map(([page, { data }]) => (page - 1) * PAGE_SIZE + data.length);
  return Math.min(total, ...ends);
}

/** How many of these are not known; unless all are known, those after the last known one have only moved up. */
function freshIn(now: readonly Call[], known: readonly Call[], all: boolean): number {
  const ids = new Set(known.map(idOf));
  const last = all ? now.length : now.findLastIndex(({ id }) => ids.has(id));
  return (last < 0 ? now : now.slice(0, last)).filter(({ id }) => !ids.has(id)).length;
}

/** The last known total while another page is loading: without it the list would jump to its beginning. */
function useLastTotal(list: string, total: number | undefined): number | undefined {
  const last = useRef<{ list: string; total: number }>(undefined);
  useEffect(() => {
    if (total !== undefined) last.current = { list, total };
  }, [list, total]);
  return total ?? (last.current?.list === list ? last.current.total : undefined);
}

function useSorted(calls: readonly Call[] | undefined, sort: Sort | undefined): Call[] | undefined {
  const now = useServerNow();
  return calls && sort && sortCalls(calls, sort, now);
}

function* span(first: number, last: number): Generator<number> {
  for (let page = first; page <= last; page++) yield page;
}
