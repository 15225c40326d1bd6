import { useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Call, CallPage } from "../../contracts";
import { type CallFilter, formatFilter, PAGE_SIZE } from "../../lib/filter";
import { callsQuery, newerQuery, pausedQuery } from "../../lib/queries";
import { useServerNow, useServices } from "../../lib/services";
import { apiSort, SORTABLE_CALLS, type Sort, sortCalls } from "../../lib/sort";

/** The pages whose rows are in sight, from the first to the last, from 1. */
export interface Sight {
  readonly first: number;
  readonly last: number;
}

export function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE) + 1;
}

export interface Rows {
  /** How many calls match, counted by the server; undefined until it told. */
  readonly total: number | undefined;
  /** Whether there may be more than the total: some searches are counted no further than it matters. */
  readonly more: boolean;
  readonly error: Error | null;
  /** Whether the whole list is in the order that was asked for. */
  readonly sorted: boolean;
  /** The call at this place of the whole list; undefined while it is being read. */
  at(index: number): Call | undefined;
  /** Those that were read, in order. */
  loaded(): readonly Call[];
  again(): void;
}

/** The whole list, of which only the pages in sight are read: any place of it is a read away. */
export function useRows(filter: CallFilter, sort: Sort | undefined, sight: Sight, heldAt: string | undefined): Rows {
  const services = useServices();
  const asked = heldAt === undefined ? filter : until(filter, heldAt);
  const query = (page: number, order?: string) => (heldAt === undefined ? callsQuery : pausedQuery)(services, { ...asked, order, page });
  const known = useRemembered(formatFilter(filter), services.client.getQueryData<CallPage>(query(1).queryKey)?.total);
  const whole = sort !== undefined && known !== undefined && known <= SORTABLE_CALLS;
  const order = whole || known === undefined ? undefined : apiSort(sort);
  const wanted = whole ? [...span(1, pageOf(Math.max(0, known - 1)))] : [...span(sight.first, sight.last)];
  const pages = useQueries({ queries: wanted.map((page) => query(page, order)) });
  const read = new Map(pages.flatMap(({ data }, index) => (data === undefined ? [] : [[wanted[index], data] as const])));
  // Each page tells how many calls there are; the one that was read last knows best.
  const latest = pages.filter(({ data }) => data !== undefined).toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  const failed = pages.find(({ error }) => error !== null);
  const everyone = useSorted(whole && read.size === wanted.length ? [...read.values()].flatMap(({ data }) => data) : undefined, sort);
  return {
    total: useRemembered(formatFilter(filter), everyone?.length ?? latest?.data?.total),
    more: everyone === undefined && latest?.data?.atLeast === true,
    error: failed?.error ?? null,
    sorted: everyone !== undefined || order !== undefined,
    at: (index) => (everyone === undefined ? read.get(pageOf(index))?.data[index % PAGE_SIZE] : everyone[index]),
    loaded: () => everyone ?? [...read.values()].flatMap(({ data }) => data),
    again: () => {
      for (const page of pages) void page.refetch();
    },
  };
}

/** How many calls that match began since the list is held still, by the server's count. */
export function useNewer(filter: CallFilter, heldAt: string | undefined): number | undefined {
  const services = useServices();
  const since = { ...filter, from: heldAt !== undefined && (filter.from === undefined || heldAt > filter.from) ? heldAt : filter.from };
  return useQuery({ ...newerQuery(services, since), enabled: heldAt !== undefined }).data;
}

/** While a far place of a list is being read, the list is as long as it last was: else it would jump to its beginning. */
function useRemembered(list: string, total: number | undefined): number | undefined {
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
