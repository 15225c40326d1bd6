import type { Call, CallEvent, CallPage, CallStatusUpdate } from "../contracts";
import { type CallFilter, canGainExistingCalls, isPast, matches } from "./filter";

// The one place where reads and live updates are merged. Both carry a call's `sequence`; the higher one is the newer,
// whichever way and in whatever order they arrived.

/** An update carries the whole row. */
export function callOf(update: CallStatusUpdate): Call {
  const { callId, eventType, timestamp, metadata, eventId, traceparent, ...row } = update;
  return { id: callId, ...row };
}

/** The newer of a known call and an update; the same object when the update is not newer. What updates don't tell stays as last read. */
export function mergeUpdate(call: Call | undefined, update: CallStatusUpdate): Call {
  if (call === undefined) return callOf(update);
  if (call.sequence >= update.sequence) return call;
  const { visits, attributes } = call;
  return { ...callOf(update), ...(visits && { visits }), ...(attributes && { attributes }) };
}

/** Whether an update can have changed the visits of a call that has, or now gets, more than one. */
export function changesVisits(call: Call, update: CallStatusUpdate): boolean {
  if (call.visits === undefined || update.sequence <= call.sequence) return false;
  const movesOn = update.eventType === "call_retransfer" || update.queueId !== call.queueId;
  return movesOn || call.visits.length > 1 || update.sequence > call.sequence + 1;
}

/** `refetch` says that only the server knows the page now. */
interface PageMerge {
  readonly page: CallPage;
  readonly refetch: boolean;
}

/** Merges an update into a page of calls that `filter` gave. `isNew` says that it announced a new call. */
export function mergeIntoPage(page: CallPage, update: CallStatusUpdate, filter: CallFilter, isNew: boolean): PageMerge {
  const known = page.data.find((call) => call.id === update.callId);
  if (known === undefined) return mergeUnknown(page, callOf(update), filter, isNew);
  const merged = mergeUpdate(known, update);
  if (merged === known) return { page, refetch: false };
  if (matches(merged, filter)) {
    return { page: { ...page, data: page.data.map((call) => (call === known ? merged : call)) }, refetch: filter.order !== undefined };
  }
  // It left the list; only the server knows the call that moves up from the next page.
  const total = page.total - 1;
  return { page: withTotal({ ...page, data: page.data.filter((call) => call !== known) }, total), refetch: true };
}

function mergeUnknown(page: CallPage, call: Call, filter: CallFilter, isNew: boolean): PageMerge {
  if (!matches(call, filter)) return { page, refetch: false };
  if (!isNew || isPast(filter)) return { page, refetch: canGainExistingCalls(filter) };
  // In any order but newest first only the server knows its place.
  if (filter.page > 1 || filter.order !== undefined) return { page, refetch: true };
  const older = page.data.findIndex((other) => Date.parse(other.startTime) <= Date.parse(call.startTime));
  const place = older === -1 ? page.data.length : older;
  if (place >= page.limit) return { page, refetch: true };
  const data = page.data.toSpliced(place, 0, call).slice(0, page.limit);
  return { page: withTotal(withoutCursor({ ...page, data }), page.total + 1), refetch: false };
}

/** The page no longer ends where its cursor says. */
function withoutCursor({ nextCursor, ...page }: CallPage): CallPage {
  return page;
}

function withTotal(page: CallPage, total: number): CallPage {
  return { ...page, total, totalPages: Math.ceil(total / page.limit) };
}

/** Merges an update into a held list: its row changes, the selection of calls does not. */
export function mergeRow(page: CallPage, update: CallStatusUpdate): CallPage {
  const known = page.data.find((call) => call.id === update.callId);
  const merged = known && mergeUpdate(known, update);
  return merged === known ? page : { ...page, data: page.data.map((call) => (call === known && merged ? merged : call)) };
}

/** The refetch of a held list: newer rows, in the order that it has. */
export function keepRows(held: CallPage | undefined, read: CallPage): CallPage {
  if (held === undefined) return read;
  const refetched = new Map(read.data.map((call) => [call.id, call]));
  const newer = (call: Call): Call => {
    const other = refetched.get(call.id);
    return other !== undefined && other.sequence > call.sequence ? other : call;
  };
  return { ...held, data: held.data.map(newer) };
}

/** An event of a call's history; a pushed one has no time of receipt. */
export type TimelineEvent = Omit<CallEvent, "receivedAt"> & { readonly receivedAt?: string };

/** `gap` says that only the server knows the history now. */
interface TimelineMerge {
  readonly events: readonly TimelineEvent[];
  readonly gap: boolean;
}

/** Merges an update into its call's history, which is ordered by time and leaves out what was belied. */
export function mergeIntoTimeline(events: readonly TimelineEvent[], update: CallStatusUpdate): TimelineMerge {
  const latest = events.reduce((sequence, event) => Math.max(sequence, event.sequence), 0);
  if (update.sequence <= latest) return { events, gap: false };
  if (update.sequence > latest + 1 || rewrites(events, update)) return { events, gap: true };
  const { eventId: id, callId, eventType: type, timestamp, sequence, metadata } = update;
  const event = { id, callId, type, timestamp, sequence, ...(metadata === undefined ? {} : { metadata }) };
  return { events: [...events, event], gap: false };
}

/** Whether an update has its place before known events, or may belie some: then only the server knows the history. */
function rewrites(events: readonly TimelineEvent[], update: CallStatusUpdate): boolean {
  const at = Date.parse(update.timestamp);
  return events.some(
    ({ type, timestamp, metadata }) =>
      at < Date.parse(timestamp) || type === "call_ended" || metadata?.flags?.some(({ rule }) => rule === "stale_call"),
  );
}
