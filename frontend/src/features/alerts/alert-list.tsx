import { useMutation, useQuery } from "@tanstack/react-query";
import { BellOff, CheckCheck, Undo2, UserRound } from "lucide-react";
import { useCallback, useState } from "react";
import { Link } from "wouter";
import type { Alert } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { alertsQuery, readOlderAlerts, useLatestAcknowledgement } from "../../lib/alert-queries";
import { formatAlertFilter, isOpen, parseAlertFilter } from "../../lib/alerts";
import { useQueues, useServices } from "../../lib/services";
import { useAttention, useOrder } from "../../lib/use-still";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { NewPill } from "../../ui/new-pill";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { AlertFilters } from "./alert-filters";
import { AlertRow } from "./alert-row";
import { NameDialog, useOwnName } from "./name-dialog";
import { useAcknowledge } from "./use-acknowledge";
import { usePending } from "./use-pending";
import { useRowFocus } from "./use-row-focus";

const none: readonly Alert[] = [];
const idOf = ({ id }: Alert): string => id;

/** The stored alerts, to be acknowledged one by one or all that are listed. */
export function AlertList() {
  const {
    alerts: text,
    calls: { anyQueue },
  } = useText();
  const format = useFormat();
  const services = useServices();
  const search = useSearch();
  const filter = parseAlertFilter(search);
  const page = useQuery(alertsQuery(services, filter));
  /** How often older ones were asked for: then the list is another. */
  const [pages, setPages] = useState(0);
  const older = useMutation({
    networkMode: "always",
    mutationFn: () => readOlderAlerts(services, filter),
    onSuccess: () => setPages((before) => before + 1),
  });
  const latest = useLatestAcknowledgement();
  const { mutate, error } = useAcknowledge();
  const { ids: pendingIds, add, undo } = usePending(mutate);
  const name = useOwnName();
  /** Alerts to acknowledge once a name is given; empty when only the name is to be changed. */
  const [pending, setPending] = useState<readonly string[]>();
  const queues = useQueues();
  const unknown = filter.queueId !== undefined && queues.list.length > 0 && !queues.isOpen(filter.queueId);
  const alerts = page.data?.data ?? none;
  const attention = useAttention();
  const { items, fresh } = useOrder(alerts, idOf, attention.held ? `${search} ${pages}` : undefined);
  const list = useRowFocus<HTMLDivElement>(alerts);

  const acknowledge = useCallback((ids: readonly string[]) => (name === undefined ? setPending(ids) : add({ ids, by: name })), [add, name]);
  const acknowledgeOne = useCallback((id: string) => acknowledge([id]), [acknowledge]);
  const isQuiet = filter.state === "open" && !unknown;
  const everyQueue = formatAlertFilter({ ...filter, queueId: undefined });
  // What left the list while it is held is over, or taken by somebody else.
  const listed = new Set(alerts.map(idOf));
  const open = items.filter((alert) => isOpen(alert) && listed.has(alert.id) && !pendingIds.has(alert.id)).map(idOf);

  return (
    <section ref={attention.ref} aria-labelledby="kept" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="kept" className="font-semibold">
          {text.kept}
        </h2>
        {page.data && <p className="text-muted tabular-nums">{text.total(page.data.total, format.number(page.data.total))}</p>}
        <p role="status" className="text-xs text-muted">
          {latest && text.latest(latest.by, latest.ids.length, format.time(Date.parse(latest.at)))}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <AlertFilters filter={filter} />
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <Button onClick={() => setPending([])} title={text.nameHint} className="border-transparent bg-transparent text-muted">
            <UserRound aria-hidden className="size-4" />
            <span className="max-w-48 truncate">{name === undefined ? text.yourName : text.as(name)}</span>
          </Button>
          {pendingIds.size > 0 && (
            <Button onClick={() => undo()}>
              <Undo2 aria-hidden className="size-4" />
              {text.undoAll(pendingIds.size, format.number(pendingIds.size))}
            </Button>
          )}
          {open.length > 0 && (
            <Button onClick={() => acknowledge(open)}>
              <CheckCheck aria-hidden className="size-4" />
              {text.acknowledgeAll(open.length, format.number(open.length))}
            </Button>
          )}
        </div>
      </div>
      {error && (
        <p role="alert" className="rounded-lg bg-over-soft px-3 py-2 text-over">
          {text.failed(error.message)}
        </p>
      )}
      {page.isRefetchError && page.data !== undefined && <p className="rounded-lg bg-near-soft px-3 py-2 text-near">{text.notReread}</p>}
      {unknown && (
        <p role="alert" className="flex flex-wrap gap-x-3 rounded-lg bg-near-soft px-3 py-2 text-near">
          {text.noQueue(filter.queueId ?? "")}
          <Link href={everyQueue === "" ? "/alerts" : `/alerts?${everyQueue}`} className="underline underline-offset-4">
            {anyQueue}
          </Link>
        </p>
      )}
      <NewPill fresh={fresh} release={attention.release} />
      <div {...list} className="overflow-clip rounded-xl border border-line bg-surface">
        {page.data === undefined ? (
          page.error === null ? (
            <Skeleton rows={4} />
          ) : (
            <ErrorNotice error={page.error} retry={() => void page.refetch()} />
          )
        ) : items.length === 0 ? (
          <Notice icon={BellOff} title={isQuiet ? text.quiet : text.none}>
            <p>{isQuiet ? text.quietHint : text.noneHint}</p>
          </Notice>
        ) : (
          <ul id="kept-rows" className="divide-y divide-line">
            {items.map((alert) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                gone={!listed.has(alert.id)}
                pending={pendingIds.has(alert.id)}
                acknowledge={acknowledgeOne}
                undo={undo}
              />
            ))}
          </ul>
        )}
      </div>
      {page.data?.nextCursor !== undefined && (
        <Button disabled={older.isPending} onClick={() => older.mutate()} className="self-center">
          {older.isError ? text.olderFailed : text.older}
        </Button>
      )}
      {pending && <NameDialog onName={(by) => pending.length > 0 && add({ ids: pending, by })} close={() => setPending(undefined)} />}
    </section>
  );
}
