import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ReportFigures } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { abandoned, answeredWithin, type Counted, handled, offered, waited } from "../../lib/links";
import { changeOf } from "../../lib/report";
import { targetOf, verdictOf } from "../../lib/windows";
import { Fit } from "../../ui/fit";

interface Props {
  readonly total: ReportFigures;
  readonly before: ReportFigures | undefined;
  readonly of: Counted;
}

/** The key figures of the span, each a link to its calls, and how they differ from the span before. */
export function ReportTiles({ total, before, of }: Props) {
  const { reports: text, overview, verdict } = useText();
  const format = useFormat();
  const time = (seconds: number | undefined): string => (seconds === undefined ? "–" : formatDuration(seconds * 1000));
  const share = (value: number | undefined): string => (value === undefined ? "–" : format.percent(value));
  const level = total.serviceLevel;
  const standing = level === undefined ? undefined : verdictOf(level, targetOf(total));
  return (
    <dl aria-label={text.figures} className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6 print:grid-cols-3">
      <Tile
        name={overview.offered}
        href={offered(of)}
        figure={format.number(total.offered)}
        change={changeOf(total.offered, before?.offered, "count")}
        shown={format.percent}
        was={before && format.number(before.offered)}
      />
      <Tile
        name={overview.serviceLevel}
        hint={overview.serviceLevelMeaning}
        href={answeredWithin(of)}
        figure={share(level)}
        ink={standing === "missed" ? "text-near" : ""}
        meaning={standing && verdict[standing]}
        change={changeOf(level, before?.serviceLevel, "rate")}
        shown={points}
        was={before && share(before.serviceLevel)}
        note={aim()}
      />
      <Tile
        name={overview.asa}
        hint={overview.asaMeaning}
        href={waited(of)}
        figure={time(total.asa)}
        change={changeOf(total.asa, before?.asa, "rate")}
        shown={time}
        was={before && time(before.asa)}
      />
      <Tile
        name={text.percentile(format.percent(0.8))}
        hint={text.percentileMeaning(format.percent(0.8))}
        href={waited(of)}
        figure={time(total.waitP80)}
        change={changeOf(total.waitP80, before?.waitP80, "rate")}
        shown={time}
        was={before && time(before.waitP80)}
        note={`${format.percent(0.5)} ${time(total.waitP50)} · ${format.percent(0.95)} ${time(total.waitP95)}`}
      />
      <Tile
        name={overview.abandonment}
        hint={overview.abandonmentMeaning}
        href={abandoned(of)}
        figure={share(total.abandonmentRate)}
        change={changeOf(total.abandonmentRate, before?.abandonmentRate, "rate")}
        shown={points}
        was={before && share(before.abandonmentRate)}
        note={format.number(total.abandoned)}
      />
      <Tile
        name={overview.aht}
        hint={overview.ahtMeaning}
        href={handled(of)}
        figure={time(total.aht)}
        change={changeOf(total.aht, before?.aht, "rate")}
        shown={time}
        was={before && time(before.aht)}
      />
    </dl>
  );

  function aim(): string {
    const target = overview.target(format.percent(targetOf(total)));
    return total.outsideHours === undefined ? target : `${target} · ${overview.outsideLeftOut(format.number(total.outsideHours))}`;
  }

  function points(difference: number): string {
    const hundredths = Math.round(difference * 100);
    return overview.change.points(format.number(hundredths), hundredths === 1);
  }
}

interface TileProps {
  readonly name: string;
  readonly hint?: string;
  readonly href: string;
  readonly figure: string;
  readonly ink?: string;
  /** What the colour says, for screen readers. */
  readonly meaning?: string | undefined;
  readonly change: number | undefined;
  shown(amount: number): string;
  readonly was: string | undefined;
  readonly note?: ReactNode;
}

function Tile({ name, hint, href, figure, ink = "", meaning, change, shown, was, note }: TileProps) {
  const text = useText().reports;
  const amount = change === undefined ? undefined : shown(Math.abs(change));
  const Arrow = (change ?? 0) > 0 ? ArrowUp : ArrowDown;
  const same = amount === undefined || amount === shown(0);
  return (
    <div
      title={hint}
      className="relative flex min-w-0 flex-col rounded-xl border border-line bg-surface p-3.5 transition-colors has-[a:hover]:border-edge"
    >
      <dt className="text-muted">
        <Link href={href} className="after:absolute after:inset-0 after:rounded-xl hover:text-ink">
          {name}
        </Link>
      </dt>
      <dd className={`@container mt-2 font-semibold tracking-tight tabular-nums ${ink}`}>
        <Fit text={figure} most="2rem" />
        {meaning !== undefined && <span className="sr-only">, {meaning}</span>}
      </dd>
      {was !== undefined && (
        <dd className="mt-2 flex flex-wrap items-center gap-x-1.5 text-xs text-muted tabular-nums">
          {change !== undefined && (
            <span className="inline-flex items-center gap-0.5 font-medium text-ink">
              {!same && <Arrow aria-hidden className="size-3" />}
              {same ? text.same : (change > 0 ? text.more : text.less)(amount)}
            </span>
          )}
          <span>{text.was(was)}</span>
        </dd>
      )}
      {note !== undefined && <dd className="mt-0.5 text-xs text-muted tabular-nums">{note}</dd>}
    </div>
  );
}
