import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useFormat, useText } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { useStats } from "../../lib/statistics";
import { queuesQuery } from "../../lib/stats-queries";
import { parseWindow, pushedWindow } from "../../lib/windows";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Bars, Skeleton } from "../../ui/skeleton";
import { Charts } from "./charts";
import { QueueCard } from "./queue-card";
import { Tiles } from "./tiles";
import { WaitingCalls } from "./waiting-calls";
import { WindowSwitch } from "./window-switch";

/** The skeleton of the view. */
function OverviewSkeleton() {
  const text = useText().overview;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="py-1 text-xl font-semibold tracking-tight">{text.title}</h1>
      <Skeleton rows={8} className="h-[7.6rem]" grid="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-8" />
      <div className="grid gap-3 xl:grid-cols-[3fr_2fr]">
        <Bars rows={2} className="h-60" />
      </div>
      <div className="mt-9 grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-3">
        <Bars rows={4} className="h-66" />
      </div>
    </div>
  );
}

/** The call centre now, and over the chosen window. Every number is counted by the server. */
export function Overview() {
  const text = useText().overview;
  const format = useFormat();
  const window = parseWindow(useSearch());
  const now = useStats(pushedWindow);
  const span = useStats(window);
  const queues = useQuery(queuesQuery(useServices()));

  if (now.data === undefined) {
    return now.error === null ? <OverviewSkeleton /> : <ErrorNotice error={now.error} retry={() => void now.refetch()} />;
  }
  const { all, queues: each, timestamp } = now.data;
  // The longest wait is compared with the limit of its own queue.
  const longest = each.find((queue) => queue.oldestWaitingSince === all.oldestWaitingSince);
  const waitLimit = queues.data?.find((queue) => queue.id === longest?.queueId)?.waitLimit;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <div className="flex items-center gap-3">
          <p className="text-xs text-muted tabular-nums">{text.asOf(format.time(Date.parse(timestamp)))}</p>
          <WindowSwitch chosen={window} />
        </div>
      </div>
      {span.error !== null && span.data === undefined && <ErrorNotice error={span.error} retry={() => void span.refetch()} />}
      <Tiles now={all} span={span.data?.all} spanName={text.spans[window]} waitLimit={waitLimit} />
      <Charts window={window} />
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
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-3">
          {each.map((queue) => (
            <li key={queue.queueId}>
              <QueueCard
                now={queue}
                span={span.data?.queues.find((other) => other.queueId === queue.queueId)}
                window={window}
                queue={queues.data?.find((other) => other.id === queue.queueId)}
              />
            </li>
          ))}
        </ul>
      </section>
      <WaitingCalls />
    </div>
  );
}
