import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Report, ReportFigures, ReportSpan } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { abandoned, answered, answeredWithin, type Counted, handled, offered, waited } from "../../lib/links";
import { changeOf, type Interval, withBefore } from "../../lib/report";
import { useQueues } from "../../lib/services";
import { ServiceLevel } from "../../ui/service-level";
import { inOrder, useSort } from "../../ui/sort";
import { Term } from "../../ui/term";
import { useIntervalWords } from "./interval-words";
import { otherOf } from "./report-charts";
import { ReportFrame } from "./report-frame";

const columns = ["offered", "answered", "abandoned", "other", "level", "asa", "p50", "p80", "p95", "aht"] as const;
type Column = (typeof columns)[number] | "name" | "when";

interface Props {
  readonly report: Report;
  /** What it is compared with. */
  readonly before: ReportSpan | undefined;
  readonly interval: Interval;
  readonly queueId: string | undefined;
}

/** Every figure of the report, each a link to its calls; sortable by any column. */
export function ReportTable({ report, before, interval, queueId }: Props) {
  const { reports: text, overview } = useText();
  const format = useFormat();
  const queues = useQueues();
  const words = useIntervalWords(report.zone, interval);
  const { sort, sortBy } = useSort<Column>(["name", "when"]);
  const byQueue = report.by === "queue";
  const timed = !byQueue || interval !== "all";
  const heads: [Column, ReactNode][] = [
    ...(timed ? [["when", text.when] as [Column, ReactNode]] : []),
    ...(byQueue ? [["name", overview.queue] as [Column, ReactNode]] : []),
    ["offered", overview.offered],
    ["answered", overview.answered],
    ["abandoned", overview.abandoned],
    [
      "other",
      <abbr key="other" title={text.otherMeaning} className="no-underline">
        {text.other}
      </abbr>,
    ],
    ["level", overview.serviceLevel],
    ["asa", <Term key="asa" short={overview.asaShort} long={overview.asa} hint={overview.asaMeaning} />],
    ...([0.5, 0.8, 0.95] as const).map((share): [Column, ReactNode] => [
      `p${share * 100}` as Column,
      <abbr key={share} title={text.percentileMeaning(format.percent(share))} className="no-underline">
        {text.percentile(format.percent(share))}
      </abbr>,
    ]),
    ["aht", <Term key="aht" short={overview.ahtShort} long={overview.aht} hint={overview.ahtMeaning} />],
  ];
  // Nights have nothing to tell.
  const told = withBefore(report.span, timed ? undefined : before).filter(({ figures }) => figures.visits > 0 || figures.answered > 0);
  const rows = told.map((row) => ({
    ...row,
    name: queues.of(row.queueId ?? "")?.displayName ?? row.queueId ?? "",
    when: Date.parse(row.from),
  }));
  const sorted = inOrder(rows, sort, figureIn, { numeric: true });

  return (
    <ReportFrame heads={heads} text="name" sort={sort} sortBy={sortBy}>
      <tbody>
        {sorted.map((row) => {
          const when = words(row.when, Date.parse(row.to)).full;
          const of = { from: row.from, to: row.to, queueId: row.queueId ?? queueId };
          return (
            <tr key={`${row.from} ${row.queueId ?? ""}`} className="group border-t border-line hover:bg-raised">
              <th
                scope="row"
                className="sticky left-0 bg-surface py-1.5 pr-2 pl-4 text-left font-medium whitespace-nowrap group-hover:bg-raised print:static"
              >
                <Link href={offered(of)} className="hover:underline">
                  {timed ? when : row.name}
                </Link>
              </th>
              {timed && byQueue && <td className="px-2 text-left">{row.name}</td>}
              <Cells figures={row.figures} before={row.before} of={of} />
            </tr>
          );
        })}
      </tbody>
      <tfoot className="sticky bottom-0 z-10 bg-surface font-semibold shadow-[0_-1px_var(--color-line)] print:static">
        <tr>
          <th scope="row" className="sticky left-0 bg-surface py-2 pr-2 pl-4 text-left print:static">
            {text.total}
          </th>
          {timed && byQueue && <td />}
          <Cells figures={report.span.total} before={before?.total} of={{ from: report.span.from, to: report.span.to, queueId }} />
        </tr>
      </tfoot>
    </ReportFrame>
  );
}

interface Row {
  readonly name: string;
  readonly when: number;
  readonly figures: ReportFigures;
}

function figureIn({ name, when, figures }: Row, by: Column): string | number | undefined {
  switch (by) {
    case "name":
      return name;
    case "when":
      return when;
    case "other":
      return otherOf(figures);
    case "level":
      return figures.serviceLevel;
    case "p50":
      return figures.waitP50;
    case "p80":
      return figures.waitP80;
    case "p95":
      return figures.waitP95;
    case "offered":
    case "answered":
    case "abandoned":
    case "asa":
    case "aht":
      return figures[by];
  }
}

function Cells({ figures, before, of }: { figures: ReportFigures; before: ReportFigures | undefined; of: Counted }) {
  const format = useFormat();
  const time = (seconds: number | undefined): string => (seconds === undefined ? "–" : formatDuration(seconds * 1000));
  return (
    <>
      <Cell href={offered(of)} value={figures.offered}>
        {format.number(figures.offered)}
        <Change value={changeOf(figures.offered, before?.offered, "count")} />
      </Cell>
      <Cell href={answered(of)} value={figures.answered}>
        {format.number(figures.answered)}
      </Cell>
      <Cell href={abandoned(of)} value={figures.abandoned}>
        {format.number(figures.abandoned)}
      </Cell>
      <Cell value={otherOf(figures)}>{format.number(otherOf(figures))}</Cell>
      <Cell href={answeredWithin(of)} value={figures.serviceLevel === undefined ? 0 : 1}>
        {figures.serviceLevel === undefined ? "–" : <ServiceLevel value={figures.serviceLevel} of={figures} />}
      </Cell>
      <Cell href={waited(of)} value={figures.asa === undefined ? 0 : 1}>
        {time(figures.asa)}
      </Cell>
      {[figures.waitP50, figures.waitP80, figures.waitP95].map((wait, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: always these three
        <Cell key={n} href={waited(of)} value={wait === undefined ? 0 : 1}>
          {time(wait)}
        </Cell>
      ))}
      <Cell href={handled(of)} value={figures.aht === undefined ? 0 : 1}>
        {time(figures.aht)}
      </Cell>
    </>
  );
}

/** A figure and the calls behind it; of nothing there is nothing to see. */
export function Cell({ href, value, children }: { href?: string; value: number; children: ReactNode }) {
  return (
    <td className="px-2 whitespace-nowrap last:pr-4">
      {value === 0 || href === undefined ? (
        <span className={value === 0 ? "text-muted" : ""}>{children}</span>
      ) : (
        <Link href={href} className="hover:underline">
          {children}
        </Link>
      )}
    </td>
  );
}

/** How it differs from the span before. */
export function Change({ value }: { value: number | undefined }) {
  const text = useText().reports;
  const format = useFormat();
  if (value === undefined) return null;
  const amount = format.percent(Math.abs(value));
  if (amount === format.percent(0)) return null;
  const Arrow = value > 0 ? ArrowUp : ArrowDown;
  return (
    <span title={(value > 0 ? text.more : text.less)(amount)} className="ml-1.5 inline-flex items-center text-xs font-normal text-muted">
      <Arrow aria-hidden className="size-3" />
      {amount}
      <span className="sr-only">{value > 0 ? text.more("") : text.less("")}</span>
    </span>
  );
}
