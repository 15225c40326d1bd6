import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "wouter";
import type { Call, CallStatus, Rule } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { alertsQuery } from "../../lib/alert-queries";
import { elapsed, limitOf } from "../../lib/duration";
import { type CallFilter, formatFilter, unfiltered } from "../../lib/filter";
import { callsQuery } from "../../lib/queries";
import { useCallSubscriptions, useQueues, useServices, useTicking } from "../../lib/services";
import { CallTime } from "../../ui/call-time";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";

const SHOWN = 6;
const none: readonly Call[] = [];

interface Props {
  readonly title: string;
  readonly status: CallStatus;
  readonly rule: Rule;
}

/**
 * Calls that are over a limit now, whether somebody has taken them or not: how many, by their alerts, and the longest. A
 * call's flag alone is permanent: its second hold may be within the limit.
 */
export function OverLimitCalls({ title, status, rule }: Props) {
  const text = useText().alerts;
  const format = useFormat();
  const queues = useQueues();
  const services = useServices();
  const filter: CallFilter = { ...unfiltered, status: [status], flag: [rule] };
  const count = useQuery(alertsQuery(services, { now: true, level: "breach", rule }));
  const page = useQuery(callsQuery(services, { ...filter, order: "statusSince" }));
  const found = page.data?.data ?? none;
  const ids = useTicking((now) => {
    const isOver = (call: Call): boolean => (elapsed(call, now) ?? Infinity) > (limitOf(call, queues.of(call.queueId)) ?? 0) * 1000;
    return JSON.stringify(
      found
        .filter(isOver)
        .slice(0, SHOWN)
        .map(({ id }) => id),
    );
  });
  const calls = (JSON.parse(ids) as string[]).flatMap((id) => found.find((call) => call.id === id) ?? []);
  useCallSubscriptions(calls.map(({ id }) => id));
  const query = formatFilter(filter);
  const read = count.data !== undefined && page.data !== undefined;
  const error = count.error ?? page.error;
  const retry = (): void => void Promise.all([count.refetch(), page.refetch()]);
  return (
    <div className="rounded-xl border border-line bg-surface">
      <h3 className="flex items-baseline justify-between gap-3 border-b border-line px-4 py-2.5">
        <Link href={`/calls?${query}&sort=-time`} className="font-medium hover:underline">
          {title}
        </Link>
        <span className={`text-lg font-semibold tabular-nums ${count.data?.total ? "text-over" : "text-muted"}`}>
          {count.data && format.number(count.data.total)}
        </span>
      </h3>
      {!read && (error === null ? <Skeleton rows={2} /> : <ErrorNotice error={error} retry={retry} />)}
      {count.data?.total === 0 && calls.length === 0 && (
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
                <CallTime call={call} queue={queue} countdown />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
