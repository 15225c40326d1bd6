import type { EventType } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import type { TimelineEvent } from "../../lib/merge";
import { useServerNow } from "../../lib/services";
import { inOrder, type LiveStatus, type StatusSpan, statusSpans, totalPerStatus } from "../../lib/status-spans";
import { Flags } from "../../ui/flags";
import { Timestamp } from "../../ui/timestamp";
import { useEventText } from "./event-text";

const dots: Record<EventType, string> = {
  call_initiated: "bg-waiting-bar",
  call_routed: "bg-waiting-bar",
  call_answered: "bg-active-bar",
  call_hold: "bg-hold-bar",
  call_resumed: "bg-active-bar",
  call_retransfer: "bg-waiting-bar",
  call_ended: "bg-edge",
  call_flagged: "bg-near-bar",
};
const bars: Record<LiveStatus, string> = { waiting: "bg-waiting-bar", active: "bg-active-bar", on_hold: "bg-hold-bar" };

/** Shorter spans have no text. */
const SHORTEST_SHOWN_MS = 100;

/** The height of the whole call between its events, in rem. */
const SCALE = 13;

/** A call's history in words, with its events spaced by time. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const describe = useEventText();
  const happened = inOrder(events);
  const spans = statusSpans(events, useServerNow());
  const whole = spans.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <>
      <SpanBar spans={spans} whole={whole} />
      <ol className="flex flex-col">
        {happened.map((event, index) => {
          const span = spans.find(({ follows }) => follows === event.sequence);
          return (
            <li key={event.sequence} className="grid grid-cols-[0.625rem_minmax(0,1fr)_auto] gap-x-3">
              <span aria-hidden className={`mt-1.5 size-2.5 rounded-full ${dots[event.type]}`} />
              <div className="flex min-w-0 flex-col gap-1">
                <p>{describe(event)}</p>
                <Flags rules={(event.metadata?.flags ?? []).map((flag) => flag.rule)} />
              </div>
              <p className="text-right text-xs leading-5 text-muted">
                <Timestamp at={event.timestamp} />
              </p>
              {span !== undefined && <SpanLine span={span} whole={whole} last={index === happened.length - 1} />}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The span between two events, its height proportional to its length. */
function SpanLine({ span: { status, ms }, whole, last }: { span: StatusSpan; whole: number; last: boolean }) {
  const text = useText();
  const format = useFormat();
  const share = whole === 0 ? 0 : ms / whole;
  // Formatted with fractions of a second when it is short.
  const duration = ms < 1000 ? format.seconds(ms / 1000) : formatDuration(ms);
  return (
    <>
      <span
        aria-hidden
        className={`mx-auto w-1 rounded-full ${bars[status]} ${last ? "opacity-50" : ""}`}
        style={{ minHeight: "0.375rem", height: `${share * SCALE}rem` }}
      />
      <p className="col-span-2 flex min-h-5 items-center empty:min-h-0 empty:py-0 py-0.5 text-xs text-muted tabular-nums">
        {ms >= SHORTEST_SHOWN_MS && text.call.stretch(text.status[status], duration)}
      </p>
    </>
  );
}

/** The spans of the call as a bar, each as wide as it was long. */
function SpanBar({ spans, whole }: { spans: readonly StatusSpan[]; whole: number }) {
  const text = useText();
  if (whole === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden className="flex h-3 overflow-hidden rounded-full bg-raised">
        {spans.map(({ follows, status, ms }) => (
          <span key={follows} className={bars[status]} style={{ width: `${(ms / whole) * 100}%` }} />
        ))}
      </div>
      <dl aria-label={text.call.toScale} className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {totalPerStatus(spans).map(({ status, ms }) => (
          <div key={status} className="flex items-center gap-1.5">
            <dt className="flex items-center gap-1.5 text-muted">
              <span aria-hidden className={`size-2 rounded-sm ${bars[status]}`} />
              {text.status[status]}
            </dt>
            <dd className="font-medium tabular-nums">{formatDuration(ms)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
