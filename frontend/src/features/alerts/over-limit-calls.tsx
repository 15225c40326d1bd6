import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "wouter";
import type { Call, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { elapsed, limitOf } from "../../lib/duration";
import { type CallFilter, formatFilter } from "../../lib/filter";
import { callsQuery } from "../../lib/queries";
import { useCallSubscriptions, useQueues, useServices, useTicking } from "../../lib/services";
import { CallTime } from "../../ui/call-time";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";

const SHOWN = 6;

/** Calls that broke a limit and still are in that status: how many, and the latest. A flag is permanent, so a second hold may be within the limit. */
export function OverLimitCalls({ title, filter }: { title: string; filter: CallFilter }) {
  const text = useText().alerts;
  const format = useFormat();
  const queues = useQueues();
  const page = useQuery(callsQuery(useServices(), filter));
  const calls = (page.data?.data ?? []).slice(0, SHOWN);
  useCallSubscriptions(calls.map(({ id }) => id));
  const query = formatFilter(filter);
  return (
    <div className="rounded-xl border border-line bg-surface">
      <h3 className="flex items-baseline justify-between gap-3 border-b border-line px-4 py-2.5">
        <Link href={`/calls?${query}&sort=-time`} className="font-medium hover:underline">
          {title}
        </Link>
        <span className={`text-lg font-semibold tabular-nums ${page.data?.total ? "text-over" : "text-muted"}`}>
          {page.data && format.number(page.data.total)}
        </span>
      </h3>
      {page.data === undefined &&
        (page.error === null ? <Skeleton rows={2} /> : <ErrorNotice error={page.error} retry={() => void page.refetch()} />)}
      {page.data?.total === 0 && (
        <p className="flex items-center gap-2 px-4 py-3 text-muted">
          <CircleCheck aria-hidden className="size-4 text-active" />
          {text.nothingLate}
        </p>
      )}
      <ul className="divide-y divide-line">
        {calls.map((call) => {
          const queue = queues.of(call.queueId);
          return (
            <li key={call.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_10rem_9rem]">
              <Link href={callAddress(call.id, query)} className="truncate font-mono text-[0.8125rem] hover:underline">
                {call.id}
              </Link>
              <span className="truncate text-muted max-sm:order-last">{queue?.displayName ?? call.queueId}</span>
              <span className="text-right">
                <OverLimitTime call={call} queue={queue} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** By how much the call is over the limit; one that was over it earlier says so instead of counting down again. */
function OverLimitTime({ call, queue }: { call: Call; queue: QueueView | undefined }) {
  const text = useText().alerts;
  const limit = limitOf(call, queue);
  const withinLimit = useTicking((now) => (elapsed(call, now) ?? 0) <= (limit ?? 0) * 1000);
  return (
    <>
      <CallTime call={call} queue={queue} countdown={!withinLimit} />
      {withinLimit && <span className="ml-1.5 text-xs text-muted">{text.lateBefore}</span>}
    </>
  );
}
