import type { Report, ReportFigures, ReportSpan } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { offered } from "../../lib/links";
import type { Interval } from "../../lib/report";
import { targetOf } from "../../lib/windows";
import { ChartPanel, type Series, type Slot, SlotChart } from "../../ui/slot-chart";
import { useIntervalWords } from "./interval-words";

interface Props {
  readonly report: Report;
  /** The span before, drawn pale where it has as many intervals. */
  readonly before: ReportSpan | undefined;
  readonly interval: Interval;
  readonly queueId: string | undefined;
}

/** The span interval by interval: calls by what became of them, service level, waits. */
export function ReportCharts({ report, before, interval, queueId }: Props) {
  const { reports: text, overview } = useText();
  const format = useFormat();
  const words = useIntervalWords(report.zone, interval);
  const { rows } = report.span;
  // Interval by interval, so that a Monday stands on a Monday where spans are whole weeks.
  const then = (before?.rows.length ?? 0) > 0 ? rows.map((_, n) => before?.rows[n]?.figures) : undefined;
  const each = (read: (figures: ReportFigures) => number | undefined) => rows.map(({ figures }) => read(figures));
  const ghost = (name: string, read: (figures: ReportFigures) => number | undefined): Series[] =>
    then === undefined
      ? []
      : [{ name: text.before(name), colour: "--color-edge", dash: "1 4", values: then.map((figures) => figures && read(figures)) }];
  const slots: Slot[] = rows.map(({ from, to }) => {
    const label = words(Date.parse(from), Date.parse(to));
    return { key: from, label: label.short, title: label.full, href: offered({ from, to, queueId }) };
  });
  const bars: Series[] = [
    { name: overview.answered, colour: "--color-active-bar", values: each((f) => f.answered) },
    { name: text.other, colour: "--color-hold-bar", values: each(otherOf) },
    { name: overview.abandoned, colour: "--color-over-bar", values: each((f) => f.abandoned) },
  ].filter(({ values }) => values.some((value) => value !== 0));
  const offers = ghost(overview.offered, (f) => f.offered);
  const level: Series[] = [
    { name: overview.serviceLevel, colour: "--color-accent", points: true, values: each((f) => f.serviceLevel) },
    {
      // As it was at the time; an interval without calls has that of the whole.
      name: overview.target(format.percent(targetOf(report.span.total))),
      colour: "--color-near-bar",
      dash: "5 5",
      values: each((f) => f.serviceLevelTarget ?? targetOf(report.span.total)),
    },
    ...ghost(overview.serviceLevel, (f) => f.serviceLevel),
  ];
  const waits: Series[] = [
    { name: format.percent(0.95), colour: "--color-hold-bar", dash: "2 4", values: each((f) => f.waitP95) },
    { name: format.percent(0.8), colour: "--color-waiting-bar", points: true, values: each((f) => f.waitP80) },
    { name: format.percent(0.5), colour: "--color-accent", dash: "6 4", values: each((f) => f.waitP50) },
  ];
  return (
    <section aria-label={text.charts} className="grid gap-3 xl:grid-cols-2 print:grid-cols-1">
      <div className="min-w-0 xl:col-span-2">
        <ChartPanel title={text.callsPer[interval]} series={[...bars, ...offers]} barNames={bars.map(({ name }) => name)}>
          <SlotChart label={text.callsPer[interval]} slots={slots} bars={bars} lines={offers} format={format.number} />
        </ChartPanel>
      </div>
      <ChartPanel title={text.levelPer} series={level}>
        <SlotChart label={text.levelPer} slots={slots} lines={level} highest={1} format={format.percent} />
      </ChartPanel>
      <ChartPanel title={text.waits} series={waits}>
        <SlotChart label={text.waits} slots={slots} lines={waits} seconds format={(seconds) => formatDuration(seconds * 1000)} />
      </ChartPanel>
    </section>
  );
}

/** Ends that are neither answers nor abandoned; in all of a call centre corrections may make it negative. */
export function otherOf({ transferred, overflowed, callbacks, voicemails, failed }: ReportFigures): number {
  return Math.max(0, transferred + overflowed + callbacks + voicemails + failed);
}
