import { Headset } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { AgentReportRow, Report, ReportSpan, TeamReportRow } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { cameTo, offered } from "../../lib/links";
import { changeOf, formatReport, type Interval, type ReportChoice } from "../../lib/report";
import { Notice } from "../../ui/notice";
import { inOrder, useSort } from "../../ui/sort";
import { Term } from "../../ui/term";
import { useIntervalWords } from "./interval-words";
import { ReportFrame } from "./report-frame";
import { Cell, Change } from "./report-table";

type Column = "when" | "name" | "agents" | "handled" | "missed" | "hungUp" | "handleTime" | "averageHandleTime";

interface Props {
  readonly report: Report;
  /** What it is compared with. */
  readonly before: ReportSpan | undefined;
  readonly interval: Interval;
  readonly choice: ReportChoice;
}

interface Row extends Omit<AgentReportRow, "agentId"> {
  /** Whose it is; absent for those who are in no team. */
  readonly name: string | undefined;
  /** How many they are. */
  readonly agents: number;
}

/** Which calls a figure is of, of an agent and of a team. */
const partsOf = {
  handled: ["handledBy", "handledByTeam"],
  missed: ["missedBy", "missedByTeam"],
  hungUp: ["hungUpOn", "hungUpOnTeam"],
} as const;

/** What each agent or team did, by when calls left them; sortable by any column. */
export function AgentReportTable({ report, before, interval, choice }: Props) {
  const { reports: text, overview, calls } = useText();
  const format = useFormat();
  const words = useIntervalWords(report.zone, interval);
  const { sort, sortBy } = useSort<Column>(["name", "when"]);
  const timed = interval !== "all";
  const byTeam = choice.by === "team";
  const rows = rowsOf(report.span);
  if (rows.length === 0) return <Notice icon={Headset} title={text.noAgents} />;
  const then = new Map(timed || before === undefined ? [] : rowsOf(before).map((row) => [row.name, row]));
  const figureIn = (row: Row, by: Column): string | number | undefined => (by === "when" ? Date.parse(row.from) : row[by]);
  const sorted = inOrder(rows, sort, figureIn, { numeric: true });
  const heads: [Column, ReactNode][] = [
    ...(timed ? [["when", text.when] as [Column, ReactNode]] : []),
    ["name", byTeam ? text.parts.team : calls.agent],
    ...(byTeam ? [["agents", text.agents] as [Column, ReactNode]] : []),
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

  const note = byTeam ? text.teamNow : choice.team && `${text.parts.team}: ${choice.team}.`;
  const agentsOf = (team: string): string => `/reports?${formatReport({ ...choice, by: "agent", team })}`;

  return (
    <ReportFrame heads={heads} text="name" sort={sort} sortBy={sortBy} note={[note, text.ofAllQueues].filter(Boolean).join(" ")}>
      <tbody>
        {sorted.map((row) => {
          const of = { from: row.from, to: row.to, agentId: row.name };
          const href = row.name === undefined ? undefined : byTeam ? agentsOf(row.name) : offered(of);
          const name = row.name ?? text.noTeam;
          const theirs = (figure: keyof typeof partsOf) =>
            row.name !== undefined && { href: cameTo(partsOf[figure][byTeam ? 1 : 0], row.name, row.from, row.to) };
          return (
            <tr key={`${row.from} ${row.name ?? ""}`} className="group border-t border-line hover:bg-raised">
              <th
                scope="row"
                className="sticky left-0 max-w-60 truncate bg-surface py-1.5 pr-2 pl-4 text-left font-medium whitespace-nowrap group-hover:bg-raised print:static"
              >
                <Named href={href} title={name}>
                  {timed ? words(Date.parse(row.from), Date.parse(row.to)).full : name}
                </Named>
              </th>
              {timed && <td className="max-w-60 truncate px-2 text-left">{name}</td>}
              {byTeam && <Cell value={row.agents}>{format.number(row.agents)}</Cell>}
              <Cell {...theirs("handled")} value={row.handled}>
                {format.number(row.handled)}
                <Change value={changeOf(row.handled, then.get(row.name)?.handled, "count")} />
              </Cell>
              <Cell {...theirs("missed")} value={row.missed}>
                {format.number(row.missed)}
              </Cell>
              <Cell {...theirs("hungUp")} value={row.hungUp}>
                {format.number(row.hungUp)}
              </Cell>
              <Cell {...theirs("handled")} value={row.handleTime}>
                {formatDuration(row.handleTime * 1000)}
              </Cell>
              <Cell {...theirs("handled")} value={row.averageHandleTime ?? 0}>
                {row.averageHandleTime === undefined ? "–" : formatDuration(row.averageHandleTime * 1000)}
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </ReportFrame>
  );
}

function rowsOf({ agents, teams }: ReportSpan): readonly Row[] {
  return agents?.map((row) => ({ ...row, name: row.agentId, agents: 1 })) ?? teams?.map(named) ?? [];
}

function named(row: TeamReportRow): Row {
  return { ...row, name: row.team };
}

function Named({ href, title, children }: { href: string | undefined; title: string; children: string }) {
  return href === undefined ? (
    children
  ) : (
    <Link href={href} title={title} className="hover:underline">
      {children}
    </Link>
  );
}
