import type { Call, CallEvent, CallPage, CallStatusUpdate } from "../contracts";
import { type CallFilter, canBeEntered, matches } from "./filter";

// Reads and live updates meet here and nowhere else. Both carry a call's `sequence`; the higher one is the newer,
// whichever way and in whatever order they came.

/** An update carries the whole row. */
export function callOf(update: CallStatusUpdate): Call {
  const { callId, eventType, timestamp, metadata, eventId, traceparent, ...row } = update;
  return { id: callId, ...row };
}

/** The newer of what is known and what was told; the very same object when nothing is new. */
export function mergeUpdate(call: Call | undefined, update: CallStatusUpdate): Call {
  return call !== undefined && call.sequence >= update.sequence ? call : callOf(update);
}

/** `refetch` says that only the server can tell how the page looks now. */
export interface PageMerge {
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
  // It left the list; the call that moves up from the next page is the server's to tell.
  const total = page.total - 1;
  return { page: withTotal({ ...page, data: page.data.filter((call) => call !== known) }, total), refetch: true };
}

function mergeUnknown(page: CallPage, call: Call, filter: CallFilter, isNew: boolean): PageMerge {
  if (!matches(call, filter)) return { page, refetch: false };
  if (!isNew) return { page, refetch: canBeEntered(filter) };
  // In another order than the newest first only the server can tell its place.
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

/** Merges an update into a list that is held still: its row changes, which calls it shows does not. */
export function mergeRow(page: CallPage, update: CallStatusUpdate): CallPage {
  const known = page.data.find((call) => call.id === update.callId);
  const merged = known && mergeUpdate(known, update);
  return merged === known ? page : { ...page, data: page.data.map((call) => (call === known && merged ? merged : call)) };
}

/** What was read again of a list that is held still: news of its calls, in its own order. */
export function keepRows(held: CallPage | undefined, read: CallPage): CallPage {
  if (held === undefined) return read;
  const news = new Map(read.data.map((call) => [call.id, call]));
  const newer = (call: Call): Call => {
    const told = news.get(call.id);
    return told !== undefined && told.sequence > call.sequence ? told : call;
  };
  return { ...held, data: held.data.map(newer) };
}

/** An event of a call's history; one that was pushed does not say when it was received. */
export type TimelineEvent = Omit<CallEvent, "receivedAt"> & { readonly receivedAt?: string };

/** `gap` says that events are missing between what is known and what was told. */
export interface TimelineMerge {
  readonly events: readonly TimelineEvent[];
  readonly gap: boolean;
}

/** Merges an update into its call's history, which is ordered by sequence and has no gaps. */
export function mergeIntoTimeline(events: readonly TimelineEvent[], update: CallStatusUpdate): TimelineMerge {
  const last = events.at(-1)?.sequence ?? 0;
  if (update.sequence <= last) return { events, gap: false };
  if (update.sequence > last + 1) return { events, gap: true };
  const { eventId: id, callId, eventType: type, timestamp, sequence, metadata } = update;
  const event = { id, callId, type, timestamp, sequence, ...(metadata === undefined ? {} : { metadata }) };
  return { events: [...events, event], gap: false };
}
