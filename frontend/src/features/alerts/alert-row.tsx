import { Clock3, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import type { Alert } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { formatDuration } from "../../lib/duration";
import { useQueues } from "../../lib/services";
import { Moment } from "../../ui/moment";

/** One alert in a line: how grave, which rule, which call, and when. */
export const AlertRow = memo(function AlertRow({ alert }: { alert: Alert }) {
  const text = useText();
  const format = useFormat();
  const queue = useQueues().of(alert.queueId);
  const breach = alert.level === "breach";
  const Icon = breach ? TriangleAlert : Clock3;
  const took = Date.parse(alert.at) - Date.parse(alert.since);
  return (
    <li className={`grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2.5 [content-visibility:auto] lg:grid-cols-[8.5rem_11rem_minmax(0,1fr)_11rem_8rem_auto] ${breach ? "shadow-[inset_3px_0_var(--color-over-bar)]" : "shadow-[inset_3px_0_var(--color-near-bar)]"}`}>
      <span className={`inline-flex w-fit items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${breach ? "bg-over-soft text-over" : "bg-near-soft text-near"}`}>
        <Icon aria-hidden className="size-3.5" />
        {text.alerts.level[alert.level]}
      </span>
      <span className="truncate font-medium">{breach ? text.rule[alert.rule] : text.alerts.near[alert.rule]}</span>
      <Link href={callAddress(alert.callId)} className="truncate font-mono text-[0.8125rem] underline decoration-line underline-offset-4 max-lg:col-span-3 max-lg:row-start-2">
        {alert.callId}
      </Link>
      <span className="truncate text-muted max-lg:col-span-2 max-lg:row-start-3">{queue?.displayName ?? alert.queueId}</span>
      <span className="truncate text-muted max-lg:hidden">{alert.agentId ?? "–"}</span>
      <span className="text-right text-xs text-muted max-lg:row-start-1 max-lg:col-start-3">
        <span className="mr-2 tabular-nums">{text.alerts.took(formatDuration(took), format.seconds(alert.limit))}</span>
        <Moment at={alert.at} />
      </span>
    </li>
  );
});
