import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { AgentView, Alert, AlertPage, AlertsAcknowledged, Call, CallPage, CallStatusUpdate, StatsView } from "../contracts";
import { isAgentsUpdate, mergeAgents } from "./agents";
import { type Acknowledgement, type AlertFilter, latestAcknowledgement, latestOfMany, mergeAlert } from "./alerts";
import type { LiveEvent } from "./feed";
import { type CallFilter, canGainExistingCalls } from "./filter";
import { keys } from "./keys";
import { changesVisits, mergeIntoPage, mergeIntoTimeline, mergeRow, mergeUpdate, type TimelineEvent } from "./merge";
import { REFETCH_MS } from "./queries";
import type { RefetchScheduler } from "./refetch-scheduler";
import { isStats, newerStats } from "./stats-queries";
import { pushedWindow } from "./windows";

/** Merges live events into every cached read, each list once however many events there are. */
export function applyEvents(client: QueryClient, refetches: RefetchScheduler, events: readonly LiveEvent[]): void {
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.heldLists })) {
    if (page === undefined) continue;
    const merged = events.reduce((before, { update }) => mergeRow(before, update), page);
    if (merged !== page) client.setQueryData(key, merged);
  }
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page !== undefined) applyToList(client, refetches, key, page, events);
  }
  for (const { update } of events) applyToCall(client, refetches, update);
  // Pushed counts need no refetch.
  if (client.getQueryData(keys.pushedStats) === undefined) refetches.request(keys.stats(pushedWindow), REFETCH_MS);
}

function applyToList(client: QueryClient, refetches: RefetchScheduler, key: QueryKey, page: CallPage, events: readonly LiveEvent[]): void {
  let merged = page;
  let refetch = false;
  for (const { update, isNew } of events) {
    const next = mergeIntoPage(merged, update, key[1] as CallFilter, isNew);
    merged = next.page;
    refetch ||= next.refetch;
  }
  if (merged !== page) client.setQueryData(key, merged);
  if (refetch) refetches.request(key, REFETCH_MS);
}

function applyToCall(client: QueryClient, refetches: RefetchScheduler, update: CallStatusUpdate): void {
  const call = client.getQueryState<Call>(keys.call(update.callId));
  if (call?.data !== undefined) {
    client.setQueryData(keys.call(update.callId), mergeUpdate(call.data, update));
    if (changesVisits(call.data, update)) refetches.request(keys.call(update.callId), REFETCH_MS);
  }
  // The call was requested before it began.
  else if (call?.error) applyMissingSnapshot(client, refetches, update.callId);
  const events = client.getQueryData<readonly TimelineEvent[]>(keys.events(update.callId));
  if (events !== undefined) {
    const merged = mergeIntoTimeline(events, update);
    if (merged.events !== events) client.setQueryData(keys.events(update.callId), merged.events);
    if (merged.gap) refetches.request(keys.events(update.callId), REFETCH_MS);
  }
}

/** The counts changed: so did the longer windows, and maybe the lists that existing calls can enter. */
export function applyStats(client: QueryClient, refetches: RefetchScheduler, stats: unknown): void {
  if (isStats(stats)) client.setQueryData<StatsView>(keys.pushedStats, (known) => newerStats(known, stats));
  else refetches.request(keys.stats(pushedWindow), REFETCH_MS);
  refetches.active(keys.everyStats, (key) => (key[1] === pushedWindow ? undefined : 5 * REFETCH_MS));
  refetches.active(keys.everySeries, () => 15 * REFETCH_MS);
  refetches.active(keys.agents, () => 2 * REFETCH_MS);
  refetches.active(keys.lists, (key) => (canGainExistingCalls(key[1] as CallFilter) ? 2 * REFETCH_MS : undefined));
}

/** Agents changed, each of whom is told whole, but for their times of today. */
export function applyAgents(client: QueryClient, refetches: RefetchScheduler, update: unknown): void {
  if (!isAgentsUpdate(update)) {
    refetches.active(keys.agents, () => REFETCH_MS);
  } else {
    client.setQueryData<AgentView[]>(keys.agents, (known) => known && mergeAgents(known, update));
    // What is being read may be older than this.
    if (client.isFetching({ queryKey: keys.agents, exact: true }) > 0) refetches.active(keys.agents, () => REFETCH_MS);
  }
  refetches.active(keys.queueAgents, () => 2 * REFETCH_MS);
}

/** An alert is new, was acknowledged, here or elsewhere, or is over. */
export function applyAlert(client: QueryClient, refetches: RefetchScheduler, alert: Alert): void {
  for (const [key, page] of client.getQueriesData<AlertPage>({ queryKey: keys.alertLists })) {
    if (page === undefined) continue;
    const merged = mergeAlert(page, alert, key[1] as AlertFilter);
    if (merged.page !== page) client.setQueryData(key, merged.page);
    if (merged.refetch) refetches.request(key, REFETCH_MS);
  }
  client.setQueryData<Acknowledgement>(keys.latestAcknowledgement, (known) => latestAcknowledgement(known, alert));
}

/** Many alerts were acknowledged at once: which ones is for the service to say. */
export function applyAcknowledged(client: QueryClient, refetches: RefetchScheduler, said: AlertsAcknowledged): void {
  refetches.active(keys.alertLists, () => REFETCH_MS);
  client.setQueryData<Acknowledgement>(keys.latestAcknowledgement, (known) => latestOfMany(known, said));
}

/** Who calls back is few, and read anew. */
export function applyClaim(refetches: RefetchScheduler): void {
  refetches.active(keys.claims, () => REFETCH_MS);
}

/** After a reconnect the pushed counts are outdated, and everything on the page may be. */
export function applyResync(client: QueryClient, refetches: RefetchScheduler): void {
  client.removeQueries({ queryKey: keys.pushedStats });
  refetches.all();
}

/** A call was subscribed without a snapshot: what is cached of it may be outdated. */
export function applyMissingSnapshot(client: QueryClient, refetches: RefetchScheduler, callId: string): void {
  for (const [key, page] of client.getQueriesData<CallPage>({ queryKey: keys.lists })) {
    if (page?.data.some((call) => call.id === callId)) refetches.request(key, REFETCH_MS);
  }
  refetches.request(keys.call(callId), REFETCH_MS);
  refetches.request(keys.events(callId), REFETCH_MS);
}
