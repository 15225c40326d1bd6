import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { Link } from "wouter";
import type { StatsPoint } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { between } from "../../lib/links";
import { bucketed, inBuckets } from "../../lib/series";
import { useServices } from "../../lib/services";
import { seriesQuery } from "../../lib/stats-queries";
import type { StatsWindow } from "../../lib/windows";
import { ErrorNotice } from "../../ui/error-notice";
import { ScrollArea } from "../../ui/scroll-area";
import type { Line } from "./chart";

// Loaded lazily: the chart library is large, and the numbers come first.
const Chart = lazy(() => import("./chart").then(({ Chart: component }) => ({ default: component })));

/** The window minute by minute, as charts and as a table; `past` is last week's, at this week's times, and pale. */
export function Charts({ window, past, target }: { window: StatsWindow; past: readonly StatsPoint[]; target: number }) {
  const text = useText().overview;
  const format = useFormat();
  const series = useQuery(seriesQuery(useServices(), window));
  const points = series.data?.points ?? [];
  if (series.error !== null && series.data === undefined) {
    return <ErrorNotice error={series.error} retry={() => void series.refetch()} />;
  }
  // The current, incomplete minute would look like a drop; the table has it.
  const { minutes, points: whole } = bucketed(points.slice(0, -1));
  const times = whole.map((point) => Date.parse(point.minute) / 1000);
  const then = new Map(inBuckets(past, minutes).map((point) => [Date.parse(point.minute) / 1000, point]));
  const day = format.weekday(Date.now());
  const ghost = (name: string, read: (point: StatsPoint) => number | undefined): Line[] =>
    then.size === 0
      ? []
      : [
          {
            name: text.change.ago(name, day),
            colour: "--color-edge",
            dash: [1, 3],
            values: times.map((at) => {
              const point = then.get(at);
              return point === undefined ? null : (read(point) ?? null);
            }),
          },
        ];
  const calls: Line[] = [
    { name: text.offered, colour: "--color-waiting-bar", fill: "--color-waiting-soft", values: whole.map((point) => point.offered) },
    { name: text.answered, colour: "--color-active-bar", dash: [6, 3], values: whole.map((point) => point.answered) },
    { name: text.abandoned, colour: "--color-over-bar", dash: [2, 3], values: whole.map((point) => point.abandoned) },
    ...ghost(text.offered, (point) => point.offered),
  ];
  const level: Line[] = [
    { name: text.serviceLevel, colour: "--color-accent", points: true, values: whole.map((point) => point.serviceLevel ?? null) },
    { name: text.target(format.percent(target)), colour: "--color-edge", dash: [4, 4], values: whole.map(() => target) },
    ...ghost(text.serviceLevel, (point) => point.serviceLevel),
  ];
  return (
    <section aria-label={text.charts} className="grid gap-3 xl:grid-cols-[3fr_2fr] print:grid-cols-1">
      <Panel title={text.callsPer(minutes)} lines={calls}>
        <Chart times={times} width={minutes * 60} lines={calls} label={text.callsPer(minutes)} format={format.number} />
      </Panel>
      <Panel title={text.serviceLevelPer(minutes)} lines={level}>
        <Chart times={times} width={minutes * 60} lines={level} label={text.serviceLevelPer(minutes)} format={format.percent} highest={1} />
      </Panel>
      <Table points={points} />
    </section>
  );
}

function Panel({ title, lines, children }: { title: string; lines: readonly Line[]; children: ReactNode }) {
  return (
    <figure className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        <span aria-hidden className="flex flex-wrap gap-x-3 text-xs text-muted">
          {lines.map(({ name, colour, dash }) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <svg aria-hidden width="18" height="4" className="overflow-visible">
                <line
                  x1="0"
                  x2="18"
                  y1="2"
                  y2="2"
                  strokeWidth="2.5"
                  style={{ stroke: `var(${colour})` }}
                  strokeDasharray={dash?.join(" ")}
                />
              </svg>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <div className="h-44 print:h-[170px]">
        <Suspense>{children}</Suspense>
      </div>
    </figure>
  );
}

/** The minutes' times; where the clocks went back, a time that comes twice has its zone. */
function labelled(points: readonly StatsPoint[], format: ReturnType<typeof useFormat>): string[] {
  const times = points.map(({ minute }) => Date.parse(minute));
  const labels = times.map(format.minute);
  const seen = new Map<string, number>();
  for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
  return labels.map((label, n) => (seen.get(label) === 1 ? label : `${label} ${format.zone(times[n] ?? 0)}`));
}

/** The values of the charts. */
function Table({ points }: { points: readonly StatsPoint[] }) {
  const text = useText().overview;
  const format = useFormat();
  const labels = labelled(points, format);
  return (
    <details className="-mt-1 text-xs xl:col-span-2 print:hidden">
      <summary className="w-fit text-muted hover:text-ink">{text.asTable}</summary>
      <ScrollArea label={text.asTable} className="mt-2 max-h-64 rounded-xl border border-line bg-surface p-2">
        <table aria-label={text.charts} className="w-full text-right tabular-nums">
          <thead className="sticky top-0 bg-surface text-muted">
            <tr>
              {[text.minute, text.offered, text.answered, text.abandoned, text.serviceLevel].map((head) => (
                <th key={head} scope="col" className="px-2 py-1 font-medium first:text-left">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point, back) => (
              <tr key={point.minute} className="border-t border-line">
                <th scope="row" className="px-2 py-1 text-left font-normal">
                  <Link href={between(Date.parse(point.minute), Date.parse(point.minute) + 60_000)} className="hover:underline">
                    {labels[points.length - 1 - back]}
                  </Link>
                </th>
                <td className="px-2">{format.number(point.offered)}</td>
                <td className="px-2">{format.number(point.answered)}</td>
                <td className="px-2">{format.number(point.abandoned)}</td>
                <td className="px-2">{point.serviceLevel === undefined ? "–" : format.percent(point.serviceLevel)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
