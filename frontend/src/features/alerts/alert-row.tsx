import { Check, Clock3, TriangleAlert, Undo2 } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import type { Alert } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { addressOf, isOpen } from "../../lib/alerts";
import { formatDuration } from "../../lib/duration";
import { formatMeasure, thresholdOf } from "../../lib/measures";
import { useQueues } from "../../lib/services";
import { Button } from "../../ui/button";
import { Timestamp } from "../../ui/timestamp";

interface Props {
  readonly alert: Alert;
  /** It has left the list, and is only still here because the list is held. */
  readonly gone: boolean;
  /** It is about to be acknowledged. */
  readonly pending: boolean;
  acknowledge(id: string): void;
  undo(id: string): void;
}

/** One alert in a line: level, rule, call or number, time, and who acknowledged it. */
export const AlertRow = memo(function AlertRow({ alert, gone, pending, acknowledge, undo }: Props) {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  const queue = alert.queueId === undefined ? text.alerts.allQueues : (queues.of(alert.queueId)?.displayName ?? alert.queueId);
  const breach = alert.level === "breach";
  const open = isOpen(alert) && !gone && !pending;
  const Icon = breach ? TriangleAlert : Clock3;
  const { crossing, callId = "" } = alert;
  const rule = crossing?.rule ?? (breach ? text.rule[alert.rule] : text.alerts.near[alert.rule]);
  const what = crossing === undefined ? text.alerts.ofCall(rule, callId) : text.alerts.ofQueue(rule, queue);
  const took = Date.parse(alert.at) - Date.parse(alert.since);
  const threshold = crossing && thresholdOf(crossing);
  const edge = breach ? "shadow-[inset_3px_0_var(--color-over-bar)]" : "shadow-[inset_3px_0_var(--color-near-bar)]";
  const colours = breach ? "bg-over-soft text-over" : "bg-near-soft text-near";
  return (
    <li
      className={`grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 px-4 py-2.5 [content-visibility:auto] lg:min-h-10.5 lg:grid-cols-[8rem_9.5rem_minmax(7rem,1fr)_minmax(7rem,1fr)_6.5rem_4.5rem_9.5rem] lg:py-1 xl:grid-cols-[8.25rem_11.5rem_minmax(8rem,1fr)_minmax(8rem,1fr)_minmax(10rem,1fr)_6.5rem_4.5rem_11rem] print:grid-cols-[7.5rem_minmax(0,4fr)_minmax(0,5fr)_minmax(0,4fr)_7.5rem_4.5rem_minmax(0,2fr)] print:gap-x-2 print:px-2 print:py-1 print:[content-visibility:visible] ${open ? edge : ""}`}
    >
      <span
        className={`inline-flex w-fit items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${open ? colours : "bg-raised text-muted"}`}
      >
        <Icon aria-hidden className="size-3.5" />
        {text.alerts.level[alert.level]}
      </span>
      <span className="truncate font-medium max-sm:whitespace-normal">{rule}</span>
      <Link
        href={addressOf(alert)}
        className={`truncate underline ${crossing === undefined ? "font-mono text-[0.8125rem]" : ""} decoration-line underline-offset-4 max-lg:not-print:col-span-2 max-lg:not-print:row-start-2`}
      >
        {crossing === undefined
          ? callId
          : text.alerts.measured(text.measure[crossing.measure], formatMeasure(format, crossing.measure, crossing.value))}
      </Link>
      <span className="truncate text-muted max-lg:not-print:col-span-2 max-lg:not-print:row-start-3">{queue}</span>
      <span className="truncate text-muted max-xl:hidden print:hidden">{alert.agentId ?? "–"}</span>
      <span className="text-right text-xs whitespace-nowrap text-muted tabular-nums max-lg:not-print:col-start-3 max-lg:not-print:row-start-2">
        {crossing === undefined || threshold === undefined
          ? text.alerts.took(formatDuration(took), formatDuration(alert.limit * 1000))
          : text.alerts.threshold[threshold.side](formatMeasure(format, crossing.measure, threshold.value))}
      </span>
      <span className="text-right text-xs whitespace-nowrap text-muted max-lg:not-print:col-start-3 max-lg:not-print:row-start-1">
        <Timestamp at={alert.at} />
      </span>
      <span className="min-w-0 justify-self-end max-lg:not-print:col-start-3 max-lg:not-print:row-start-3">
        {open || (pending && !gone) ? (
          <Button
            onClick={() => (pending ? undo : acknowledge)(alert.id)}
            aria-label={(pending ? text.alerts.undoOf : text.alerts.acknowledgeOf)(what)}
            className="-mr-2 border-transparent bg-transparent px-2 py-1 text-xs text-accent! print:hidden"
          >
            {pending ? <Undo2 aria-hidden className="size-3.5" /> : <Check aria-hidden className="size-3.5" />}
            {pending ? text.alerts.undo : text.alerts.acknowledge}
          </Button>
        ) : gone && isOpen(alert) ? (
          <span className="text-xs text-muted">{text.alerts.gone}</span>
        ) : alert.acknowledgedAt === undefined ? (
          <span className="flex items-center justify-end gap-1.5 text-xs text-muted">
            {text.alerts.over} <Timestamp at={alert.clearedAt ?? alert.at} />
          </span>
        ) : (
          <span
            className="flex items-center justify-end gap-1.5 text-xs text-muted"
            title={text.alerts.acknowledgedBy(alert.acknowledgedBy ?? "")}
          >
            <Check aria-hidden className="size-3.5 shrink-0 text-active" />
            <span className="sr-only">{text.alerts.state.acknowledged}: </span>
            <span className="truncate">{alert.acknowledgedBy}</span>
            <Timestamp at={alert.acknowledgedAt} />
          </span>
        )}
      </span>
    </li>
  );
});
