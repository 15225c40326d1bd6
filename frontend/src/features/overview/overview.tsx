import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { broughtForward, changeSince } from "../../lib/last-week";
import { offered } from "../../lib/links";
import { useServerNow, useServices } from "../../lib/services";
import { standingOf, worstFirst } from "../../lib/standing";
import { useStats } from "../../lib/statistics";
import { lastWeekQuery, queuesQuery, seriesQuery } from "../../lib/stats-queries";
import { parseWindow, pushedWindow, targetOf } from "../../lib/windows";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Bars, Skeleton } from "../../ui/skeleton";
import { ChangeNote } from "./change-note";
import { Charts } from "./charts";
import { QueueCard } from "./queue-card";
import { QueueTable } from "./queue-table";
import { Situation } from "./situation";
import { Tiles } from "./tiles";
import { WaitingCalls } from "./waiting-calls";
import { WindowSwitch } from "./window-switch";

/** Up to this many queues have a card each; more are lines of a table. */
const CARDS = 8;

/** The skeleton of the view. */
function OverviewSkeleton() {
  const text = useText().overview;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="py-1 text-xl font-semibold tracking-tight">{text.title}</h1>
      <Skeleton rows={5} className="h-[7.6rem]" grid="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5" />
      <div className="mt-9 grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-3">
        <Bars rows={4} className="h-66" />
      </div>
    </div>
  );
}

/** What is wrong, where, and since when; then the window's figures. Every number is counted by the server. */
export function Overview() {
  const text = useText().overview;
  const format = useFormat();
  const window = parseWindow(useSearch());
  const now = useStats(pushedWindow);
  const span = useStats(window);
  const services = useServices();
  const queues = useQuery(queuesQuery(services));
  const series = useQuery(seriesQuery(services, window));
  const past = useQuery(lastWeekQuery(services, window));
  const serverNow = useServerNow();

  if (now.data === undefined) {
    return now.error === null ? <OverviewSkeleton /> : <ErrorNotice error={now.error} retry={() => void now.refetch()} />;
  }
  const { all, queues: each, timestamp } = now.data;
  const standings = worstFirst(each.map((queue) => standingOf(queue, queues.data ?? [], serverNow)));
  const [longest] = standings.filter(({ wait }) => wait !== undefined).toSorted((a, b) => (b.wait ?? 0) - (a.wait ?? 0));
  const from = span.data?.from;
  const points = series.data?.points ?? [];
  const change = changeSince(window, points, past.data?.points ?? []);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {span.data !== undefined && (
            <p className="flex flex-wrap gap-x-1.5 text-xs text-muted tabular-nums">
              <Link href={offered({ from })} className="text-ink underline decoration-line underline-offset-2 hover:decoration-current">
                {text.offeredSo(format.number(span.data.all.offered))}
              </Link>
              <ChangeNote value={change?.offered} of="count" />
            </p>
          )}
          <p className="text-xs text-muted tabular-nums">{text.asOf(format.time(Date.parse(timestamp)))}</p>
          <WindowSwitch chosen={window} />
          {window === "today" && from !== undefined && <WhoseDay from={Date.parse(from)} />}
        </div>
      </div>
      <Situation standings={standings} all={all} span={span.data?.all} />
      {span.error !== null && span.data === undefined && <ErrorNotice error={span.error} retry={() => void span.refetch()} />}
      <Tiles
        now={all}
        span={span.data?.all}
        change={change}
        from={from}
        longest={
          longest && {
            id: longest.id,
            name: longest.name,
            waitLimit: longest.stats.opensAt === undefined ? longest.queue?.waitLimit : undefined,
          }
        }
      />
      <section aria-labelledby="queues" className="flex flex-col gap-3">
        <h2 id="queues" className="font-semibold">
          {text.queues}
        </h2>
        {queues.error !== null && queues.data === undefined && <ErrorNotice error={queues.error} retry={() => void queues.refetch()} />}
        {each.length === 0 && (
          <Notice icon={Inbox} title={text.noQueues}>
            <p>{text.noQueuesHint}</p>
          </Notice>
        )}
        {standings.length > CARDS ? (
          <QueueTable standings={standings} spans={span.data?.queues} from={from} />
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-3 print:grid-cols-2">
            {standings.map((standing) => (
              <li key={standing.id}>
                <QueueCard
                  standing={standing}
                  span={span.data?.queues.find((other) => other.queueId === standing.id)}
                  from={from}
                  window={window}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      <WaitingCalls />
      <Charts
        window={window}
        target={targetOf(span.data?.all)}
        past={change === undefined ? [] : broughtForward(points, past.data?.points ?? [])}
      />
    </div>
  );
}

/** Whose day it is, where it doesn't begin with the viewer's. */
function WhoseDay({ from }: { from: number }) {
  const text = useText().overview;
  const format = useFormat();
  if (new Date(from).getHours() === 0 && new Date(from).getMinutes() === 0) return null;
  return (
    <p className="w-full text-right text-xs text-muted">
      {text.dayBegan(`${format.day(from)}, ${format.minute(from)}`, format.zone(from))}
    </p>
  );
}
