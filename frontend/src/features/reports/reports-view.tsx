import { useQuery } from "@tanstack/react-query";
import { CircleHelp, Printer } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import { useFormat, useText, useZoneFormat } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { isOfAgents, parseReport, type ReportChoice, type Spans, spansOf, usualInterval } from "../../lib/report";
import { useQueues, useServices, useTicking } from "../../lib/services";
import { centreZoneQuery, reportQuery } from "../../lib/stats-queries";
import { addDays, startOf } from "../../lib/zones";
import { Button, buttonClass } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Bars, Skeleton } from "../../ui/skeleton";
import { AgentReportTable } from "./agent-report-table";
import { HeatMap } from "./heat-map";
import { ReportCharts } from "./report-charts";
import { ReportControls } from "./report-controls";
import { ReportTable } from "./report-table";
import { ReportTiles } from "./report-tiles";
import { SaveReport } from "./save-report";

/** What came in during any span, beside what came in before it; its state is the address. */
export default function ReportsView() {
  const text = useText().reports;
  const search = useSearch();
  const choice = useMemo(() => parseReport(search), [search]);
  const services = useServices();
  const centre = useQuery(centreZoneQuery(services));
  if (choice.unknown.length > 0) {
    return (
      <Frame>
        <Notice icon={CircleHelp} title={text.unknown}>
          <p className="font-mono wrap-anywhere">{choice.unknown.join("&")}</p>
          <Link href="/reports" className={buttonClass}>
            {text.usualReport}
          </Link>
        </Notice>
      </Frame>
    );
  }
  if (centre.data === undefined) {
    return <Frame>{centre.error === null ? <Loading /> : <ErrorNotice error={centre.error} retry={() => void centre.refetch()} />}</Frame>;
  }
  return <Chosen choice={choice} centre={centre.data} />;
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-xl font-semibold tracking-tight">{useText().reports.title}</h1>
      {children}
    </div>
  );
}

function Loading() {
  return (
    <>
      <Skeleton rows={6} className="h-28" grid="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6" />
      <div className="grid gap-3 xl:grid-cols-2">
        <Bars rows={2} className="h-66" />
      </div>
    </>
  );
}

/** The moments that a choice means; they change when a quarter of an hour or a day does. */
function useSpans(choice: ReportChoice, zone: string): Spans | undefined {
  const key = useTicking((now) => (now === undefined ? undefined : JSON.stringify(spansOf(choice, zone, now))));
  return useMemo(() => (key === undefined ? undefined : (JSON.parse(key) as Spans)), [key]);
}

function Chosen({ choice, centre }: { choice: ReportChoice; centre: string }) {
  const zone = choice.zone ?? centre;
  const spans = useSpans(choice, zone);
  if (spans === undefined) {
    return (
      <Frame>
        <Loading />
      </Frame>
    );
  }
  return <Reported choice={choice} centre={centre} zone={zone} spans={spans} />;
}

function Reported({ choice, centre, zone, spans }: { choice: ReportChoice; centre: string; zone: string; spans: Spans }) {
  const { reports: text, calls } = useText();
  const format = useFormat();
  const there = useZoneFormat(zone);
  const services = useServices();
  const queues = useQueues();
  const { span, before: earlier } = spans;
  const goesOn = earlier !== undefined;
  const { by, queueId, team } = choice;
  const of = { queueId, zone };
  const drawn = by === "none" && choice.interval !== undefined ? choice.interval : usualInterval(span);
  const listed = by === "none" ? drawn : (choice.interval ?? "all");
  const whole = useQuery(reportQuery(services, { ...of, span, interval: drawn, by: "none" }, goesOn));
  const request = { ...of, span, interval: listed, by, team };
  const parted = useQuery(reportQuery(services, request, goesOn));
  const wholeBefore = useQuery({
    ...reportQuery(services, { ...of, span: earlier ?? span, interval: drawn, by: "none" }, goesOn),
    enabled: goesOn,
  });
  const partedBefore = useQuery({
    ...reportQuery(services, { ...of, span: earlier ?? span, interval: listed, by, team }, goesOn),
    enabled: goesOn,
  });
  const [report, table] = [whole.data, parted.data];
  const before = goesOn ? wholeBefore.data?.span : report?.before;
  const tableBefore = goesOn ? partedBefore.data?.span : table?.before;
  const failed = report === undefined ? whole : table === undefined ? parted : undefined;
  const asked = whole.isPlaceholderData || parted.isPlaceholderData;
  const last = startOf(zone, spans.days.to);
  const days = there.dates(span.from, Math.max(span.from, last));
  const beforeDays = before && there.dates(Date.parse(before.from), Math.max(Date.parse(before.from), Date.parse(before.to) - 1));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <p className="text-muted tabular-nums">
          <span className="font-medium text-ink">{days}</span>
          {queueId !== undefined && ` · ${queues.of(queueId)?.displayName ?? queueId}`}
          {beforeDays !== undefined && ` · ${text.against(beforeDays)}`}
        </p>
        <p className="hidden w-full print:block">{calls.printed(format.full(services.clock.now() ?? Date.now()))}</p>
      </div>
      <ReportControls choice={choice} days={spans.days} span={span} centre={centre}>
        <SaveReport asked={request} />
        <Button onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{text.print}</span>
        </Button>
      </ReportControls>
      {zone !== format.zoneName && differs(zone, format.zoneName, span.from) && (
        <p className="-mt-1 text-xs text-muted">{text.whose(zone, there.zone(span.to - 1))}</p>
      )}
      {failed?.error != null && <ErrorNotice error={failed.error} retry={() => void failed.refetch()} />}
      {report === undefined || table === undefined ? (
        failed?.error == null && <Loading />
      ) : report.span.total.visits === 0 && (before?.total.visits ?? 0) === 0 ? (
        <Notice icon={CircleHelp} title={text.empty}>
          <p>{text.emptyHint}</p>
        </Notice>
      ) : (
        <div className={`flex flex-col gap-4 transition-opacity ${asked ? "opacity-50" : ""}`} aria-busy={asked}>
          <ReportTiles total={report.span.total} before={before?.total} of={{ from: report.span.from, to: report.span.to, queueId }} />
          <ReportCharts report={report} before={before} interval={drawn} queueId={queueId} />
          {isOfAgents(by) ? (
            <AgentReportTable report={table} before={tableBefore} interval={listed} choice={choice} />
          ) : (
            <ReportTable report={table} before={tableBefore} interval={listed} queueId={queueId} />
          )}
          <HeatMap span={span} zone={zone} queueId={queueId} />
        </div>
      )}
    </div>
  );
}

/** Zones of other names may have the same days. */
function differs(zone: string, mine: string, at: number): boolean {
  const day = addDays(new Date(at).toISOString().slice(0, 10), 1);
  return startOf(zone, day) !== startOf(mine, day);
}
