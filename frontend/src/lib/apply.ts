import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Alert, AlertPage, Call, CallPage, CallStatusUpdate, StatsView } from "../contracts";
import { type Acknowledged, type AlertFilter, latestAcknowledged, mergeAlert } from "./alerts";
import type { Told } from "./feed";
import { type CallFilter, canBeEntered } from "./filter";
import { keys } from "./keys";
import { mergeIntoPage, mergeIntoTimeline, mergeRow, mergeUpdate, type TimelineEvent } from "./merge";
import { REREAD_MS } from "./queries";
import type { Rereads } from "./reread";
import { isStats, newerStats } from "./stats-queries";
import { pushedWindow } from "./windows";

/** Merges what is told over the socket into everything that was read, each list once however much was told. */
export function applyTold(client: QueryClient, rereads: Rereads, gathered: readonly Told[]): void {
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.heldLists })) {
    if (page === undefined) continue;
    const merged = gathered.reduce((before, { update }) => mergeRow(before, update), page);
    if (merged !== page) client.setQueryData(key, merged);
  }
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page !== undefined) applyToList(client, rereads, key, page, gathered);
  }
  for (const { update } of gathered) applyToCall(client, rereads, update);
  // Where the counts are pushed they come by themselves.
  if (client.getQueryData(keys.pushedStats) === undefined) rereads.request(keys.stats(pushedWindow), REREAD_MS);
}

function applyToList(client: QueryClient, rereads: Rereads, key: QueryKey, page: CallPage, gathered: readonly Told[]): void {
  let merged = page;
  let reread = false;
  for (const { update, isNew } of gathered) {
    const next = mergeIntoPage(merged, update, key[1] as CallFilter, isNew);
    merged = next.page;
    reread ||= next.reread;
  }
  if (merged !== page) client.setQueryData(key, merged);
  if (reread) rereads.request(key, REREAD_MS);
}

function applyToCall(client: QueryClient, rereads: Rereads, update: CallStatusUpdate): void {
  const call = client.getQueryState<Call>(keys.call(update.callId));
  if (call?.data !== undefined) client.setQueryData(keys.call(update.callId), mergeUpdate(call.data, update));
  // A call that was looked for before it began.
  else if (call?.error) applyUncertain(client, rereads, update.callId);
  const events = client.getQueryData<readonly TimelineEvent[]>(keys.events(update.callId));
  if (events !== undefined) {
    const merged = mergeIntoTimeline(events, update);
    if (merged.events !== events) client.setQueryData(keys.events(update.callId), merged.events);
    if (merged.gap) rereads.request(keys.events(update.callId), REREAD_MS);
  }
}

/** The counts moved: so did what is counted over longer, and maybe the lists that calls can come into unannounced. */
export function applyStatsMoved(client: QueryClient, rereads: Rereads, stats: unknown): void {
  if (isStats(stats)) client.setQueryData<StatsView>(keys.pushedStats, (known) => newerStats(known, stats));
  else rereads.request(keys.stats(pushedWindow), REREAD_MS);
  rereads.shown(keys.everyStats, (key) => (key[1] === pushedWindow ? undefined : 5 * REREAD_MS));
  rereads.shown(keys.everySeries, () => 15 * REREAD_MS);
  rereads.shown(keys.agents, () => 2 * REREAD_MS);
  rereads.shown(keys.newers, () => 2 * REREAD_MS);
  rereads.shown(keys.lists, (key) => (canBeEntered(key[1] as CallFilter) ? 2 * REREAD_MS : undefined));
}

/** An alert is new, or somebody has acknowledged it, be it here. */
export function applyAlert(client: QueryClient, rereads: Rereads, alert: Alert): void {
  for (const [key, page] of client.getQueriesData<AlertPage>({ queryKey: keys.alertLists })) {
    if (page === undefined) continue;
    const merged = mergeAlert(page, alert, key[1] as AlertFilter);
    if (merged.page !== page) client.setQueryData(key, merged.page);
    if (merged.reread) rereads.request(key, REREAD_MS);
  }
  client.setQueryData<Acknowledged>(keys.latestAcknowledged, (known) => latestAcknowledged(known, alert));
}

/** After a break the pushed counts are old, and all that is shown may be. */
export function applyResync(client: QueryClient, rereads: Rereads): void {
  client.removeQueries({ queryKey: keys.pushedStats });
  rereads.everything();
}

/** We began to listen to a call without being told how it stands. */
export function applyUncertain(client: QueryClient, rereads: Rereads, callId: string): void {
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page?.data.some((call) => call.id === callId)) rereads.request(key, REREAD_MS);
  }
  rereads.request(keys.call(callId), REREAD_MS);
  rereads.request(keys.events(callId), REREAD_MS);
}
