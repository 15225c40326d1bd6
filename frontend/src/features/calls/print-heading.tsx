import { useFormat, useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useQueues, useServices } from "../../lib/services";

/** The filters and the time in words, since a print has no controls. */
export function PrintHeading({ filter, listed }: { filter: CallFilter; listed: string }) {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  const { clock } = useServices();
  const moment = (at: string): string => `${format.day(Date.parse(at))}, ${format.minute(Date.parse(at))}`;
  const restrictions = [
    filter.status.map((status) => text.status[status]).join(" / "),
    filter.queueId && (queues.of(filter.queueId)?.displayName ?? filter.queueId),
    filter.agentId && `${text.calls.agent} ${filter.agentId}`,
    filter.flag?.map((rule) => text.rule[rule]).join(" / "),
    filter.endReason?.map((reason) => text.endReason[reason]).join(" / "),
    filter.type && text.type[filter.type],
    filter.q && `“${filter.q}”`,
    filter.from && text.calls.since(moment(filter.from)),
    filter.to && text.calls.until(moment(filter.to)),
  ].filter(Boolean);
  return (
    <p className="hidden w-full text-sm print:block">
      {text.calls.printed(format.full(clock.now() ?? Date.now()))} · {listed}
      {restrictions.length > 0 && ` · ${restrictions.join(" · ")}`}
    </p>
  );
}
