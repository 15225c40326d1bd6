import { useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Call, CallPage } from "../../contracts";
import { type CallFilter, formatFilter, PAGE_SIZE } from "../../lib/filter";
import { callsQuery, newerQuery, pausedQuery } from "../../lib/queries";
import { useServerNow, useServices } from "../../lib/services";
import { SORTABLE_CALLS, type Sort, serviceSort, sortCalls } from "../../lib/sort";

/** The pages with visible rows, counted from 1. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE) + 1;
}

export interface Rows {
  /** How many calls match, counted by the server; undefined until the first answer. */
  readonly total: number | undefined;
  /** Whether there may be more than the total: some searches are counted up to a limit. */
  readonly more: boolean;
  readonly error: Error | null;
  /** The order that the list has, whatever was asked for; undefined for newest first. */
  readonly sort: Sort | undefined;
  /** The call at this index of the whole list; undefined while it is loading. */
  at(index: number): Call | undefined;
  /** The loaded calls, in order. */
  loaded(): readonly Call[];
  refetch(): void;
}

/** The whole list, of which only the visible pages are loaded. */
export function useRows(filter: CallFilter, sort: Sort | undefined, visible: PageRange, pausedAt: string | undefined): Rows {
  const services = useServices();
  const effective = pausedAt === undefined ? filter : until(filter, pausedAt);
  const query = (page: number, order?: string) =>
    (pausedAt === undefined ? callsQuery : pausedQuery)(services, { ...effective, order, page });
  const known = useLastTotal(formatFilter(filter), services.client.getQueryData<CallPage>(query(1).queryKey)?.total);
  const whole = sort !== undefined && known !== undefined && known <= SORTABLE_CALLS;
  const order = whole || known === undefined ? undefined : serviceSort(sort, filter.status);
  const wanted = whole ? [...span(1, pageOf(Math.max(0, known - 1)))] : [...span(visible.first, visible.last)];
  const pages = useQueries({ queries: wanted.map((page) => query(page, order)) });
  const read = new Map(pages.flatMap(({ data }, index) => (data === undefined ? [] : [[wanted[index], data] as const])));
  // Every page has the total; the one that was read last is the most current.
  const latest = pages.filter(({ data }) => data !== undefined).toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  const failed = pages.find(({ error }) => error !== null);
  const sorted = useSorted(whole && read.size === wanted.length ? [...read.values()].flatMap(({ data }) => data) : undefined, sort);
  return {
    total: useLastTotal(formatFilter(filter), sorted?.length ?? latest?.data?.total),
    more: sorted === undefined && latest?.data?.atLeast === true,
    error: failed?.error ?? null,
    sort: sorted === undefined && order === undefined ? undefined : sort,
    at: (index) => (sorted === undefined ? read.get(pageOf(index))?.data[index % PAGE_SIZE] : sorted[index]),
    loaded: () => sorted ?? [...read.values()].flatMap(({ data }) => data),
    refetch: () => {
      for (const page of pages) void page.refetch();
    },
  };
}

/** How many matching calls began since the list was paused, by the server's count. */
export function useNewer(filter: CallFilter, pausedAt: string | undefined): number | undefined {
  const services = useServices();
  const since = {
    ...filter,
    from: pausedAt !== undefined && (filter.from === undefined || pausedAt > filter.from) ? pausedAt : filter.from,
  };
  return useQuery({ ...newerQuery(services, since), enabled: pausedAt !== undefined }).data;
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

function until(filter: CallFilter, at: string): CallFilter {
  return { ...filter, to: filter.to !== undefined && filter.to < at ? filter.to : at };
}

function* span(first: number, last: number): Generator<number> {
  for (let page = first; page <= last; page++) yield page;
}
