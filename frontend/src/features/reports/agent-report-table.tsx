import { ArrowDown, ArrowUp, Headset } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { AgentReportRow, Report, ReportSpan } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { handled, missedBy, offered } from "../../lib/links";
import { changeOf, type Interval } from "../../lib/report";
import { Notice } from "../../ui/notice";
import { ScrollArea } from "../../ui/scroll-area";
import { Term } from "../../ui/term";
import { useIntervalWords } from "./interval-words";
import { Cell, Change, compare } from "./report-table";

type Column = "when" | "agentId" | "handled" | "missed" | "hungUp" | "handleTime" | "averageHandleTime";

interface Props {
  readonly report: Report;
  /** What it is compared with. */
  readonly before: ReportSpan | undefined;
  readonly interval: Interval;
}

/** What each agent did, by the days in which calls left them; sortable by any column. */
export function AgentReportTable({ report, before, interval }: Props) {
  const { reports: text, overview, calls } = useText();
  const format = useFormat();
  const words = useIntervalWords(report.zone, interval);
  const [sort, setSort] = useState<{ by: Column; descending: boolean }>();
  const timed = interval !== "all";
  const agents = report.span.agents ?? [];
  if (agents.length === 0) return <Notice icon={Headset} title={text.noAgents} />;
  const then = new Map(timed ? [] : before?.agents?.map((row) => [row.agentId, row]));
  const figureIn = (row: AgentReportRow, by: Column): string | number | undefined => (by === "when" ? Date.parse(row.from) : row[by]);
  const sorted =
    sort === undefined ? agents : agents.toSorted((a, b) => compare(figureIn(a, sort.by), figureIn(b, sort.by), sort.descending));
  const heads: [Column, ReactNode][] = [
    ...(timed ? [["when", text.when] as [Column, ReactNode]] : []),
    ["agentId", calls.agent],
    ["handled", text.handled],
    ["missed", text.missed],
    [
      "hungUp",
      <abbr key="hungUp" title={text.hungUpMeaning} className="no-underline">
        {text.hungUp}
      </abbr>,
    ],
    ["handleTime", text.handleTime],
    ["averageHandleTime", <Term key="aht" short={overview.ahtShort} long={overview.aht} hint={overview.ahtMeaning} />],
  ];

  function sortBy(by: Column): void {
    const first = by !== "agentId" && by !== "when";
    if (sort?.by !== by) setSort({ by, descending: first });
    else setSort(sort.descending === first ? { by, descending: !first } : undefined);
  }

  return (
    <div className="flex flex-col gap-2">
      <h2 id="report-table" className="font-semibold">
        {text.table}
      </h2>
      <p className="text-xs text-muted">{text.agentZone}</p>
      <ScrollArea
        label={text.table}
        className="max-h-[36rem] rounded-xl border border-line bg-surface print:max-h-none print:overflow-visible"
      >
        <table aria-labelledby="report-table" className="w-full text-right tabular-nums">
          <thead className="sticky top-0 z-10 bg-surface text-xs text-muted shadow-[0_1px_var(--color-line)] print:static">
            <tr>
              {heads.map(([column, head], n) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={sort?.by === column ? (sort.descending ? "descending" : "ascending") : undefined}
                  className={`px-2 font-medium whitespace-nowrap last:pr-4 ${n === 0 ? "sticky left-0 bg-surface pl-4 text-left print:static" : column === "agentId" ? "text-left" : ""}`}
                >
                  <button type="button" onClick={() => sortBy(column)} className="inline-flex items-center gap-1 py-2 hover:text-ink">
                    {head}
                    {sort?.by === column &&
                      (sort.descending ? <ArrowDown aria-hidden className="size-3" /> : <ArrowUp aria-hidden className="size-3" />)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => {
              const of = { from: row.from, to: row.to, agentId: row.agentId };
              return (
                <tr key={`${row.from} ${row.agentId}`} className="group border-t border-line hover:bg-raised">
                  <th
                    scope="row"
                    className="sticky left-0 max-w-60 truncate bg-surface py-1.5 pr-2 pl-4 text-left font-medium whitespace-nowrap group-hover:bg-raised print:static"
                  >
                    <Link href={offered(of)} title={row.agentId} className="hover:underline">
                      {timed ? words(Date.parse(row.from), Date.parse(row.to)).full : row.agentId}
                    </Link>
                  </th>
                  {timed && <td className="max-w-60 truncate px-2 text-left">{row.agentId}</td>}
                  <Cell href={handled(of)} value={row.handled}>
                    {format.number(row.handled)}
                    <Change value={changeOf(row.handled, then.get(row.agentId)?.handled, "count")} />
                  </Cell>
                  <Cell href={missedBy(row.agentId, row.from, row.to)} value={row.missed}>
                    {format.number(row.missed)}
                  </Cell>
                  <Cell value={row.hungUp}>{format.number(row.hungUp)}</Cell>
                  <Cell value={row.handleTime}>{formatDuration(row.handleTime * 1000)}</Cell>
                  <Cell href={handled(of)} value={row.averageHandleTime ?? 0}>
                    {row.averageHandleTime === undefined ? "–" : formatDuration(row.averageHandleTime * 1000)}
                  </Cell>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}
