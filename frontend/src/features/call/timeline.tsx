import { useText, useFormat } from "../../i18n/language";
import type { EventType } from "../../contracts";
import { formatDuration } from "../../lib/duration";
import type { TimelineEvent } from "../../lib/merge";
import { Flags } from "../../ui/flags";
import { Moment } from "../../ui/moment";
import { useEventWords } from "./event-words";

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

/** A call's history in words, with the time that passed between its events. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const text = useText().call;
  const words = useEventWords();
  const format = useFormat();
  return (
    <ol className="flex flex-col">
      {events.map((event, index) => {
        const before = events[index - 1];
        const gap = before && Date.parse(event.timestamp) - Date.parse(before.timestamp);
        return (
          <li key={event.sequence} className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 pb-4 last:pb-0">
            {index < events.length - 1 && <span aria-hidden className="absolute top-4 bottom-[-0.25rem] left-[0.3125rem] w-px bg-line" />}
            <span aria-hidden className={`mt-1.5 size-2.5 rounded-full ${dots[event.type]}`} />
            <div className="flex min-w-0 flex-col gap-1">
              <p>{words(event)}</p>
              <Flags rules={(event.metadata?.flags ?? []).map((flag) => flag.rule)} />
            </div>
            <p className="flex flex-col items-end text-xs text-muted">
              <Moment at={event.timestamp} />
              {gap !== undefined && gap >= 0 && (
                <span className="tabular-nums">{text.after(gap < 1000 ? format.seconds(gap / 1000) : formatDuration(gap))}</span>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
