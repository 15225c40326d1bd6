import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { AlertPage } from "../contracts";
import { type Acknowledged, ALERTS_AT_ONCE, type AlertFilter, appendAlerts, MOST_ALERTS, mergeAlert, openBreaches } from "./alerts";
import { keys } from "./keys";
import { mayPass, REFETCH_MS, type Sources } from "./queries";
import { useServices } from "./services";

const POLL_MS = 30_000;
const RETRY_MS = 5_000;

/** Alerts as they are kept, down to where they were loaded. */
export function alertsQuery({ api, live, client, refetches }: Sources, filter: AlertFilter) {
  const key = keys.alertList(filter);
  return queryOptions<AlertPage>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      await live.listening();
      const recorded = live.recordAlerts();
      try {
        const wanted = Math.min(client.getQueryData<AlertPage>(key)?.data.length ?? 0, MOST_ALERTS);
        let page = await api.alerts(filter, undefined, signal);
        while (page.data.length < wanted - ALERTS_AT_ONCE / 2 && page.nextCursor !== undefined) {
          page = appendAlerts(page, page.nextCursor, await api.alerts(filter, page.nextCursor, signal));
        }
        return recorded().reduce((merged, told) => {
          const next = mergeAlert(merged, told, filter);
          if (next.refetch) refetches.request(key, REFETCH_MS);
          return next.page;
        }, page);
      } finally {
        recorded();
      }
    },
    refetchInterval: (query) => (mayPass(query.state.error) ? RETRY_MS : POLL_MS),
  });
}

/** Loads what is older than what is loaded. */
export async function readOlderAlerts({ api, client }: Sources, filter: AlertFilter): Promise<void> {
  const key = keys.alertList(filter);
  const cursor = client.getQueryData<AlertPage>(key)?.nextCursor;
  if (cursor === undefined) return;
  const older = await api.alerts(filter, cursor, new AbortController().signal);
  client.setQueryData<AlertPage>(key, (known) => known && appendAlerts(known, cursor, older));
}

/** Breaches that nobody has acknowledged; undefined until they are known. */
export function useOpenBreaches(): AlertPage | undefined {
  return useQuery(alertsQuery(useServices(), openBreaches)).data;
}

/** Who acknowledged last since this page was opened. */
export function useLatestAcknowledged(): Acknowledged | undefined {
  return useQuery<Acknowledged>({ queryKey: keys.latestAcknowledged, queryFn: skipToken, staleTime: Infinity, gcTime: Infinity }).data;
}
