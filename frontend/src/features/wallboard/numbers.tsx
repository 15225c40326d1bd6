import { Clock3, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, isoDuration, type Urgency } from "../../lib/duration";
import type { Standing } from "../../lib/standing";
import { pushedWindow, targetOf, verdictOf } from "../../lib/windows";
import { Fit } from "../../ui/fit";

/** The four figures that tell from across a room how it goes; `longest` is the queue with the longest wait. */
export function Numbers({ all, longest }: { all: QueueStats; longest: Standing | undefined }) {
  const { overview: text, verdict, pressure } = useText();
  const format = useFormat();
  const { wait, urgency } = longest ?? { wait: undefined, urgency: "fine" as const };
  const level = all.serviceLevel;
  return (
    <dl className="grid grid-cols-2 gap-[1.6vmin] landscape:grid-cols-4">
      <Tile
        name={text.waiting}
        ink={all.waiting === 0 ? "text-muted" : "text-waiting"}
        note={`${format.count(all.active)} ${text.active.toLowerCase()} · ${format.count(all.onHold)} ${text.onHold.toLowerCase()}`}
      >
        {format.count(all.waiting)}
      </Tile>
      <Tile
        name={text.longestWait}
        ground={grounds[urgency]}
        ink={inks[urgency]}
        urgency={urgency}
        note={longest === undefined ? text.nobodyWaits : longest.name}
        meaning={pressure[urgency]}
        iso={wait === undefined ? undefined : isoDuration(wait)}
      >
        {wait === undefined ? "–" : formatDuration(wait)}
      </Tile>
      <Tile
        name={text.serviceLevel}
        ink={level === undefined ? "text-muted" : levels[verdictOf(level, targetOf(all))]}
        note={`${text.target(format.percent(targetOf(all)))} · ${text.windows[pushedWindow]}`}
        meaning={level === undefined ? "" : verdict[verdictOf(level, targetOf(all))]}
      >
        {level === undefined ? "–" : format.percent(level)}
      </Tile>
      <Tile
        name={text.abandonment}
        note={`${format.count(all.abandoned - all.shortAbandoned)} · ${text.windows[pushedWindow]}`}
        ink={all.abandonmentRate === undefined ? "text-muted" : ""}
      >
        {all.abandonmentRate === undefined ? "–" : format.percent(all.abandonmentRate)}
      </Tile>
    </dl>
  );
}

const grounds: Record<Urgency, string> = {
  fine: "bg-surface",
  near: "bg-near-soft shadow-[inset_0_0_0_0.4vmin_var(--color-near-bar)]",
  over: "bg-over-soft shadow-[inset_0_0_0_0.4vmin_var(--color-over-bar)]",
};
const inks: Record<Urgency, string> = { fine: "", near: "text-near", over: "text-over" };
const levels = { met: "text-active", near: "text-near", missed: "text-over" };

interface TileProps {
  readonly name: string;
  readonly note: string;
  readonly ink: string;
  readonly ground?: string;
  readonly urgency?: Urgency;
  /** What colour and icon say, for screen readers. */
  readonly meaning?: string;
  /** The figure is a length of time, in the form for machines. */
  readonly iso?: string | undefined;
  readonly children: string;
}

function Tile({ name, note, ink, ground = "bg-surface", urgency = "fine", meaning = "", iso, children }: TileProps) {
  return (
    <div className={`flex min-w-0 flex-col gap-[0.6vmin] rounded-[1.5vmin] border border-line px-[2vmin] py-[1.4vmin] ${ground}`}>
      <dt className="truncate text-[1.15em] text-muted">{name}</dt>
      <dd className={`@container font-semibold tracking-tight tabular-nums ${ink}`}>
        <Fit text={children} most="4em">
          {iso === undefined ? children : <time dateTime={iso}>{children}</time>}
        </Fit>
        {meaning !== "" && <span className="sr-only">, {meaning}</span>}
      </dd>
      {/* The icon stands below the number, which keeps the whole width. */}
      <dd className="flex items-center gap-[0.4em] text-muted">
        <UrgencyIcon urgency={urgency} />
        <span className="truncate">{note}</span>
      </dd>
    </div>
  );
}

/** The shape of an urgency, since colour alone says nothing to some. */
export function UrgencyIcon({ urgency }: { urgency: Urgency }): ReactNode {
  if (urgency === "near") return <Clock3 aria-hidden className="size-[1.1em] shrink-0 text-near" />;
  if (urgency === "over") return <TriangleAlert aria-hidden className="size-[1.1em] shrink-0 text-over" />;
  return null;
}
