import { useQueries, useQuery } from "@tanstack/react-query";
import { PhoneIncoming } from "lucide-react";
import { useMemo, useState } from "react";
import type { Dictionary } from "../../i18n/en";
import { useFormat, useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { ApiError } from "../../lib/api";
import { claimsQuery, lostQuery, MOST_LOST, sinceLostQuery } from "../../lib/callback-queries";
import { claimOf, lostCallers, reachedSince } from "../../lib/callbacks";
import { useOwnAgent, useOwnName } from "../../lib/own-name";
import { useQueues, useServices, useTicking } from "../../lib/services";
import { centreZoneQuery } from "../../lib/stats-queries";
import { dayOf, startOf } from "../../lib/zones";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { NameDialog } from "../../ui/name-dialog";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { Skeleton } from "../../ui/skeleton";
import { CallerRow } from "./caller-row";
import { useClaim, type Wanted } from "./use-claim";

const spans = ["today", "24h", "7d"] as const;
type Span = (typeof spans)[number];
const HOURS: Record<Exclude<Span, "today">, number> = { "24h": 24, "7d": 168 };

/** So many callers are looked up at once. */
const STEP = 50;

/** Callers who were lost and whom nobody has talked with since; the span and the queue are the address. */
export function CallbacksView() {
  const { callbacks: text, calls: words } = useText();
  const queues = useQueues();
  const query = new URLSearchParams(useSearch());
  const span = spans.find((one) => one === query.get("span")) ?? "today";
  const queueId = query.get("queueId") ?? undefined;
  // Read here: an answer whose data a render did not read does not render it again when it comes.
  const { data: zone, error, refetch } = useQuery(centreZoneQuery(useServices()));
  // From a whole hour on, so that the list is not another one each second.
  const from = useTicking((now) => (now === undefined || zone === undefined ? undefined : beginOf(span, zone, now)));
  const show = (change: Record<string, string | undefined>): void => {
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries({ span, queueId, ...change }))
      if (value !== undefined && value !== "today") next.set(name, value);
    navigate(next.size === 0 ? "/callbacks" : `/callbacks?${next}`);
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        {/* biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served */}
        <div role="search" aria-label={words.filters} className="flex flex-wrap gap-2 print:hidden">
          <Select label={text.span} value={span} onChange={({ target: { value } }) => show({ span: value })}>
            {spans.map((one) => (
              <option key={one} value={one}>
                {text.spans[one]}
              </option>
            ))}
          </Select>
          <Select
            label={words.queue}
            value={queueId ?? ""}
            onChange={({ target: { value } }) => show({ queueId: value === "" ? undefined : value })}
            className="max-w-60"
          >
            <option value="">{words.anyQueue}</option>
            {queueId !== undefined && !queues.isOpen(queueId) && (
              <option value={queueId}>{queues.of(queueId)?.displayName ?? queueId}</option>
            )}
            {queues.list.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </Select>
        </div>
      </div>
      {error !== null && zone === undefined && <ErrorNotice error={error} retry={() => void refetch()} />}
      {from !== undefined && <LostCallers key={`${span} ${queueId}`} from={from} queueId={queueId} />}
    </div>
  );
}

function beginOf(span: Span, zone: string, now: number): string {
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  return new Date(span === "today" ? startOf(zone, dayOf(zone, now)) : hour - HOURS[span] * 3_600_000).toISOString();
}

function LostCallers({ from, queueId }: { from: string; queueId: string | undefined }) {
  const text = useText().callbacks;
  const format = useFormat();
  const services = useServices();
  const lost = useQuery(lostQuery(services, from, queueId));
  const [most, setMost] = useState(STEP);
  const { callers, unnamed } = useMemo(() => lostCallers(lost.data?.calls ?? []), [lost.data]);
  const looked = callers.slice(0, most);
  const claims = useQuery(claimsQuery(services)).data ?? [];
  const claim = useClaim();
  const [agent, name] = [useOwnAgent(), useOwnName()];
  const by = agent ?? name;
  /** Whom to take once a name is given. */
  const [unnamedWish, setUnnamedWish] = useState<Wanted>();
  const since = useQueries({ queries: looked.map((caller) => sinceLostQuery(services, caller)) });
  if (lost.data === undefined) {
    return lost.error === null ? (
      <Skeleton rows={8} className="h-14" />
    ) : (
      <ErrorNotice error={lost.error} retry={() => void lost.refetch()} />
    );
  }
  const rows = looked.map((caller, n) => {
    const talks = since[n];
    return {
      caller,
      failed: talks?.isError === true && talks.data === undefined,
      asked: talks?.data !== undefined,
      reached: talks?.data && reachedSince(caller, talks.data),
      by,
      claim: claimOf(caller, claims),
      take: () => {
        const wanted = { number: caller.number, callId: caller.call.id, by };
        if (by === undefined) setUnnamedWish(wanted);
        else claim.mutate(wanted);
      },
      release: (callId: string) => claim.mutate({ number: caller.number, callId }),
      onLine: talks?.data?.find((call) => call.id !== caller.call.id && call.status !== "ended"),
    };
  });
  // Whom somebody has on the line is neither: it is shown where it was.
  const [open, reached] = [rows.filter((row) => row.reached === undefined), rows.filter((row) => row.reached !== undefined)];
  const left = callers.length - looked.length;
  return (
    <>
      <p role="status" className="font-medium tabular-nums">
        {text.count(open.length + left, format.number(open.length + left))}
      </p>
      <p className="-mt-3 max-w-prose text-xs text-muted">
        {text.hint} {unnamed > 0 && text.unnamed(unnamed, format.number(unnamed))} {!lost.data.all && text.newest(format.number(MOST_LOST))}
      </p>
      {claim.error !== null && (
        <p role="alert" className="rounded-lg bg-over-soft px-3 py-2 text-over">
          {refusal(claim.error, claim.variables.number, text)}
        </p>
      )}
      {unnamedWish && (
        <NameDialog
          title={text.who}
          onName={(given) => claim.mutate({ ...unnamedWish, by: given })}
          close={() => setUnnamedWish(undefined)}
        />
      )}
      {open.length === 0 && left === 0 ? (
        <Notice icon={PhoneIncoming} title={text.nobody}>
          <p>{text.nobodyHint}</p>
        </Notice>
      ) : (
        <ul aria-label={text.title} className="overflow-clip rounded-xl border border-line bg-surface">
          {open.map((row) => (
            <CallerRow key={row.caller.call.id} {...row} />
          ))}
        </ul>
      )}
      {left > 0 && (
        <Button onClick={() => setMost(most + STEP)} className="self-center print:hidden">
          {text.more(format.number(Math.min(left, STEP)))}
        </Button>
      )}
      {reached.length > 0 && (
        <details>
          <summary className="w-fit text-muted hover:text-ink">{text.reached(reached.length, format.number(reached.length))}</summary>
          <ul
            aria-label={text.reached(reached.length, format.number(reached.length))}
            className="mt-2 overflow-clip rounded-xl border border-line bg-surface"
          >
            {reached.map((row) => (
              <CallerRow key={row.caller.call.id} {...row} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function refusal(error: Error, number: string, text: Dictionary["callbacks"]): string {
  switch (error instanceof ApiError ? error.problem?.code : undefined) {
    case "callback_taken":
      return text.tooLate(number);
    case "callback_not_due":
      return text.notDue(number);
    default:
      return text.notTaken(error.message);
  }
}
