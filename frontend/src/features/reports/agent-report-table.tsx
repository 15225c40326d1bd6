import { Headset } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AgentReportRow, Report, ReportSpan } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { handled, missedBy, offered } from "../../lib/links";
import { changeOf, type Interval } from "../../lib/report";
import { Notice } from "../../ui/notice";
import { inOrder, useSort } from "../../ui/sort";
import { Term } from "../../ui/term";
import { useIntervalWords } from "./interval-words";
import { ReportFrame } from "./report-frame";
import { Cell, Change } from "./report-table";

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
  const { sort, sortBy } = useSort<Column>(["agentId", "when"]);
  const timed = interval !== "all";
  const agents = report.span.agents ?? [];
  if (agents.length === 0) return <Notice icon={Headset} title={text.noAgents} />;
  const then = new Map(timed ? [] : before?.agents?.map((row) => [row.agentId, row]));
  const figureIn = (row: AgentReportRow, by: Column): string | number | undefined => (by === "when" ? Date.parse(row.from) : row[by]);
  const sorted = inOrder(agents, sort, figureIn, { numeric: true });
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

  return (
    <ReportFrame heads={heads} text="agentId" sort={sort} sortBy={sortBy} note={text.agentZone}>
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
    </ReportFrame>
  );
}
