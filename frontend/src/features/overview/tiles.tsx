import { AudioLines, Clock3, Gauge, Hourglass, type LucideIcon, PhoneMissed, Timer, TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration, isoDuration, type Urgency, urgencyOf } from "../../lib/duration";
import type { Change } from "../../lib/last-week";
import { abandoned, inStatus, waited, waitedTooLong, waitingIn } from "../../lib/links";
import { useServerNow } from "../../lib/services";
import { targetOf, verdictOf } from "../../lib/windows";
import { Fit } from "../../ui/fit";
import { ChangeNote } from "./change-note";

interface Props {
  /** The counts of this moment. */
  readonly now: QueueStats;
  /** The figures of the window; undefined while loading. */
  readonly span: QueueStats | undefined;
  /** Since last week. */
  readonly change: Change | undefined;
  /** Where the window begins. */
  readonly from: string | undefined;
  /** The queue with the longest wait. */
  readonly longest: { readonly name: string; readonly id: string; readonly waitLimit: number | undefined } | undefined;
}

/** The five key figures, each a link to the calls behind it. */
export function Tiles({ now: stats, span, change, from, longest }: Props) {
  const { overview: text, verdict, pressure } = useText();
  const format = useFormat();
  const now = useServerNow();
  const oldest = stats.oldestWaitingSince;
  const wait = oldest === undefined || now === undefined ? undefined : now - Date.parse(oldest);
  const urgency = wait === undefined ? "fine" : urgencyOf(wait, longest?.waitLimit);
  const level = span?.serviceLevel;
  const levelVerdict = level === undefined ? undefined : verdictOf(level, targetOf(span));
  const limit = longest?.waitLimit === undefined ? "" : ` · ${text.ofLimit(formatDuration(longest.waitLimit * 1000))}`;
  return (
    <dl className="grid grid-cols-2 gap-3 sm:max-lg:grid-cols-6 lg:grid-cols-5">
      <Tile
        href={waitingIn()}
        name={text.waiting}
        colours="bg-waiting-soft text-waiting"
        icon={Hourglass}
        note={text.now}
        figure={format.count(stats.waiting)}
      />
      <Tile
        href={waitingIn(longest?.id)}
        name={text.longestWait}
        colours={tints[urgency]}
        icon={Timer}
        ink={inks[urgency]}
        urgency={urgency}
        meaning={pressure[urgency]}
        iso={wait === undefined ? undefined : isoDuration(wait)}
        note={oldest === undefined ? text.nobodyWaits : `${longest?.name ?? text.now}${limit}`}
        figure={wait === undefined ? "–" : formatDuration(wait)}
      />
      <Tile
        href={inStatus("active")}
        name={text.active}
        colours="bg-active-soft text-active"
        icon={AudioLines}
        linked={{ text: text.onHoldToo(format.count(stats.onHold)), href: inStatus("on_hold") }}
        figure={format.count(stats.active)}
      />
      <Tile
        href={waitedTooLong({ from })}
        name={text.serviceLevel}
        hint={text.serviceLevelMeaning}
        colours="bg-raised text-muted"
        icon={Gauge}
        ink={levelVerdict === "missed" ? "text-near" : ""}
        meaning={levelVerdict === undefined ? "" : verdict[levelVerdict]}
        note={`${text.target(format.percent(targetOf(span)))} ·`}
        linked={{
          text: `${text.asaShort} ${span?.asa === undefined ? "–" : formatDuration(span.asa * 1000)}`,
          href: span?.asa === undefined ? undefined : waited({ from }),
        }}
        change={change?.serviceLevel}
        figure={level === undefined ? "–" : format.percent(level)}
      />
      <Tile
        href={abandoned({ from })}
        name={text.abandonment}
        hint={text.abandonmentMeaning}
        colours="bg-raised text-muted"
        icon={PhoneMissed}
        note={span === undefined ? "" : ofOffered(span)}
        change={change?.abandonmentRate}
        figure={span?.abandonmentRate === undefined ? "–" : format.percent(span.abandonmentRate)}
      />
    </dl>
  );

  function ofOffered({ abandoned: gaveUp, shortAbandoned, offered }: QueueStats): string {
    const counted = text.ofOffered(format.number(gaveUp - shortAbandoned), format.number(offered - shortAbandoned));
    return shortAbandoned > 0 ? `${counted} · ${text.shortLeftOut(format.number(shortAbandoned))}` : counted;
  }
}

const tints: Record<Urgency, string> = { fine: "bg-raised text-muted", near: "bg-near-soft text-near", over: "bg-over-soft text-over" };
const inks: Record<Urgency, string> = { fine: "", near: "text-near", over: "text-over" };

interface TileProps {
  readonly href: string;
  readonly name: string;
  readonly hint?: string;
  readonly note?: string;
  /** What follows the note, and the calls behind it. */
  readonly linked?: { readonly text: string; readonly href: string | undefined };
  readonly colours: string;
  readonly icon: LucideIcon;
  readonly figure: string;
  /** Of a rate, since last week. */
  readonly change?: number | undefined;
  readonly ink?: string;
  readonly urgency?: Urgency;
  /** What colour and icon say, for screen readers. */
  readonly meaning?: string;
  /** The figure is a length of time, in the form for machines. */
  readonly iso?: string | undefined;
}

function Tile(props: TileProps) {
  const { href, name, hint, note, linked, colours, icon: Icon, figure, change, ink = "", urgency = "fine", meaning = "", iso } = props;
  return (
    <div
      title={hint}
      className="relative flex min-w-0 flex-col rounded-xl max-sm:last:col-span-2 sm:max-lg:col-span-2 sm:max-lg:nth-[n+4]:col-span-3 border border-line bg-surface p-3.5 transition-colors has-[a:hover]:border-edge"
    >
      <dt className="flex items-center gap-2 text-muted">
        <span aria-hidden className={`shrink-0 rounded-lg p-1.5 max-sm:hidden ${colours}`}>
          <Icon className="size-4" />
        </span>
        <Link href={href} className="truncate after:absolute after:inset-0 after:rounded-xl">
          {name}
        </Link>
      </dt>
      <dd className={`@container mt-2.5 flex h-9 items-end font-semibold tracking-tight tabular-nums ${ink}`}>
        <Fit text={figure} most="2.25rem">
          {iso === undefined ? figure : <time dateTime={iso}>{figure}</time>}
        </Fit>
        {meaning !== "" && <span className="sr-only">, {meaning}</span>}
      </dd>
      {change !== undefined && (
        <dd className="mt-1.5 text-xs text-muted tabular-nums">
          <ChangeNote value={change} of="rate" />
        </dd>
      )}
      <dd className="mt-1.5 flex items-start gap-1 text-xs text-muted tabular-nums">
        {urgency === "near" && <Clock3 aria-hidden className="size-3.5 shrink-0 text-near" />}
        {urgency === "over" && <TriangleAlert aria-hidden className="size-3.5 shrink-0 text-over" />}
        <span className="min-w-0 break-words">
          {note} {linked && (linked.href === undefined ? linked.text : <NoteLink href={linked.href}>{linked.text}</NoteLink>)}
        </span>
      </dd>
    </div>
  );
}

function NoteLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="relative underline decoration-line underline-offset-2 hover:decoration-current">
      {children}
    </Link>
  );
}
