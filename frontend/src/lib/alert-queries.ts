import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { AlertPage } from "../contracts";
import { type Acknowledgement, ALERTS_AT_ONCE, type AlertFilter, appendAlerts, MOST_ALERTS, mergeAlert, openBreaches } from "./alerts";
import { keys } from "./keys";
import { isTransient, type QueryContext, REFETCH_MS } from "./queries";
import { useServices } from "./services";

const POLL_MS = 30_000;
const RETRY_MS = 5_000;

/** Stored alerts, as many pages as are loaded. */
export function alertsQuery({ api, live, client, refetches }: QueryContext, filter: AlertFilter) {
  const key = keys.alertList(filter);
  return queryOptions<AlertPage>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      await live.ready();
      const recorded = live.recordAlerts();
      try {
        const wanted = Math.min(client.getQueryData<AlertPage>(key)?.data.length ?? 0, MOST_ALERTS);
        let page = await api.alerts(filter, undefined, signal);
        while (page.data.length < wanted - ALERTS_AT_ONCE / 2 && page.nextCursor !== undefined) {
          page = appendAlerts(page, page.nextCursor, await api.alerts(filter, page.nextCursor, signal));
        }
        return recorded().reduce((merged, alert) => {
          const next = mergeAlert(merged, alert, filter);
          if (next.refetch) refetches.request(key, REFETCH_MS);
          return next.page;
        }, page);
      } finally {
        recorded();
      }
    },
    refetchInterval: (query) => (isTransient(query.state.error) ? RETRY_MS : POLL_MS),
  });
}

/** Loads the next older page. */
export async function readOlderAlerts({ api, client }: QueryContext, filter: AlertFilter): Promise<void> {
  const key = keys.alertList(filter);
  const cursor = client.getQueryData<AlertPage>(key)?.nextCursor;
  if (cursor === undefined) return;
  const older = await api.alerts(filter, cursor, new AbortController().signal);
  client.setQueryData<AlertPage>(key, (known) => known && appendAlerts(known, cursor, older));
}

/** Unacknowledged breaches; undefined until they are loaded. */
export function useOpenBreaches(): AlertPage | undefined {
  return useQuery(alertsQuery(useServices(), openBreaches)).data;
}

/** The latest acknowledgement since this page was opened. */
export function useLatestAcknowledgement(): Acknowledgement | undefined {
  return useQuery<Acknowledgement>({ queryKey: keys.latestAcknowledgement, queryFn: skipToken, staleTime: Infinity, gcTime: Infinity })
    .data;
}
