import { useMutation, useQuery } from "@tanstack/react-query";
import { BellOff, CheckCheck, Undo2, UserRound } from "lucide-react";
import { useCallback, useState } from "react";
import { Link } from "wouter";
import type { Alert } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useSearch } from "../../lib/address";
import { alertsQuery, readOlderAlerts, useLatestAcknowledgement } from "../../lib/alert-queries";
import { formatAlertFilter, isOpen, parseAlertFilter } from "../../lib/alerts";
import { useOwnName } from "../../lib/own-name";
import { useQueues, useServices } from "../../lib/services";
import { useAttention, useOrder } from "../../lib/use-still";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { NameDialog } from "../../ui/name-dialog";
import { NewPill } from "../../ui/new-pill";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { AlertFilters } from "./alert-filters";
import { AlertRow } from "./alert-row";
import { type Acknowledgement, useAcknowledge } from "./use-acknowledge";
import { usePending } from "./use-pending";
import { useRowFocus } from "./use-row-focus";

type Wanted = Omit<Acknowledgement, "by">;

const none: readonly Alert[] = [];
const idOf = ({ id }: Alert): string => id;

/** The stored alerts, to be acknowledged one by one or all that match. */
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
  const { ids: pendingIds, count: pendingCount, add, undo } = usePending(mutate);
  const name = useOwnName();
  /** What to acknowledge once a name is given; nothing when only the name is to be changed. */
  const [pending, setPending] = useState<Wanted>();
  const queues = useQueues();
  const unknown = filter.queueId !== undefined && queues.list.length > 0 && !queues.isOpen(filter.queueId);
  const alerts = page.data?.data ?? none;
  const attention = useAttention();
  const { items, fresh } = useOrder(alerts, idOf, attention.held ? `${search} ${pages}` : undefined);
  const list = useRowFocus<HTMLDivElement>(alerts);

  const acknowledge = useCallback(
    (wanted: Wanted) => (name === undefined ? setPending(wanted) : add({ ...wanted, by: name })),
    [add, name],
  );
  const acknowledgeOne = useCallback((id: string) => acknowledge({ ids: [id] }), [acknowledge]);
  const isQuiet = filter.state === "open" && !unknown;
  const everyQueue = formatAlertFilter({ ...filter, queueId: undefined });
  // What left the list while it is held is over, or taken by somebody else.
  const listed = new Set(alerts.map(idOf));
  const open = items.filter((alert) => isOpen(alert) && listed.has(alert.id) && !pendingIds.has(alert.id)).map(idOf);
  const isWhole = page.data !== undefined && page.data.nextCursor === undefined;
  // How many are open among all that match is only known where no others are listed.
  const count = isWhole ? open.length : filter.state === "open" ? (page.data?.total ?? 0) - fresh - pendingCount : undefined;
  const acknowledgeAll = (): void => {
    const until = items.reduce((newest, { at }) => (Date.parse(at) > Date.parse(newest) ? at : newest), items[0]?.at ?? "");
    const seen = new Set(items.map(idOf));
    const except = alerts.filter(({ id }) => !seen.has(id)).map(idOf);
    acknowledge({ ids: open, all: { filter, count: count ?? open.length, until, decidedAt: performance.now(), except } });
  };

  return (
    <section ref={attention.ref} aria-labelledby="kept" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="kept" className="font-semibold">
          {text.kept}
        </h2>
        {page.data && <p className="text-muted tabular-nums">{text.total(page.data.total, format.number(page.data.total))}</p>}
        <p role="status" className="text-xs text-muted">
          {latest && text.latest(latest.by, latest.ids.length + latest.more, format.time(Date.parse(latest.at)))}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <AlertFilters filter={filter} />
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          <Button onClick={() => setPending({ ids: [] })} title={text.nameHint} className="border-transparent bg-transparent text-muted">
            <UserRound aria-hidden className="size-4" />
            <span className="max-w-48 truncate">{name === undefined ? text.yourName : text.as(name)}</span>
          </Button>
          {pendingCount > 0 && (
            <Button onClick={() => undo()}>
              <Undo2 aria-hidden className="size-4" />
              {text.undoAll(pendingCount, format.number(pendingCount))}
            </Button>
          )}
          {open.length > 0 && (
            <Button onClick={acknowledgeAll}>
              <CheckCheck aria-hidden className="size-4" />
              {count === undefined ? text.acknowledgeOpen : text.acknowledgeAll(count, format.number(count))}
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
      {pending && (
        <NameDialog
          title={text.whoAreYou}
          onName={(by) => pending.ids.length > 0 && add({ ...pending, by })}
          close={() => setPending(undefined)}
        />
      )}
    </section>
  );
}
