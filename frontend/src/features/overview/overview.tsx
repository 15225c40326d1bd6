import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useFormat, useText } from "../../i18n/language";
import { queuesQuery, statsQuery } from "../../lib/queries";
import { useServices } from "../../lib/services";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { QueueCard } from "./queue-card";
import { Tiles } from "./tiles";
import { WaitingCalls } from "./waiting-calls";

/** The call centre now. Every number is counted by the server. */
export function Overview() {
  const services = useServices();
  const text = useText().overview;
  const format = useFormat();
  const stats = useQuery(statsQuery(services));
  const queues = useQuery(queuesQuery(services));

  if (stats.data === undefined) {
    return stats.error === null ? (
      <Skeleton rows={3} className="h-32" />
    ) : (
      <ErrorNotice error={stats.error} again={() => void stats.refetch()} />
    );
  }
  // The longest wait is measured by the limit of the queue it is in.
  const longest = stats.data.queues.find((queue) => queue.oldestWaitingSince === stats.data.all.oldestWaitingSince);
  const waitLimit = queues.data?.find((queue) => queue.id === longest?.queueId)?.waitLimit;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-baseline justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <p className="text-xs text-muted tabular-nums">{text.asOf(format.time(Date.parse(stats.data.timestamp)))}</p>
      </div>
      <Tiles stats={stats.data.all} waitLimit={waitLimit} />
      <section aria-labelledby="queues" className="flex flex-col gap-3">
        <h2 id="queues" className="font-semibold">
          {text.queues}
        </h2>
        {queues.error !== null && queues.data === undefined && (
          <ErrorNotice error={queues.error} again={() => void queues.refetch()} />
        )}
        {stats.data.queues.length === 0 && (
          <Notice icon={Inbox} title={text.noQueues}>
            <p>{text.noQueuesHint}</p>
          </Notice>
        )}
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-3">
          {stats.data.queues.map((queueStats) => (
            <li key={queueStats.queueId}>
              <QueueCard stats={queueStats} queue={queues.data?.find((queue) => queue.id === queueStats.queueId)} />
            </li>
          ))}
        </ul>
      </section>
      <WaitingCalls />
    </div>
  );
}
