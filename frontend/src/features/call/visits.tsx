import type { Call, Visit } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { useQueues, useServerNow } from "../../lib/services";
import { soFar } from "../../lib/visits";
import { Figure } from "../../ui/figure";

/** The queues that a call was in, one after another; nothing when there was but one. */
export function Visits({ call, heading: Heading }: { call: Call; heading: "h2" | "h3" }) {
  const text = useText().call;
  const visits = call.visits ?? [];
  if (visits.length < 2) return null;
  return (
    <section aria-labelledby="visits" className="flex flex-col gap-2">
      <Heading id="visits" className="font-semibold">
        {text.visits}
      </Heading>
      <ol className="flex flex-col divide-y divide-line rounded-lg border border-line">
        {visits.map((visit) => (
          <VisitRow key={visit.n} visit={visit} call={call} />
        ))}
      </ol>
    </section>
  );
}

function VisitRow({ visit, call }: { visit: Visit; call: Call }) {
  const text = useText();
  const format = useFormat();
  const queue = useQueues().of(visit.queueId);
  const { waitTime, talkTime, holdTime } = soFar(visit, call, useServerNow());
  const seconds = (value: number | undefined): string => (value === undefined ? "–" : formatDuration(value * 1000));
  const entered = Date.parse(visit.enteredAt);
  return (
    <li className="flex flex-col gap-1.5 px-3 py-2.5">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 font-medium wrap-anywhere">{queue?.displayName ?? visit.queueId}</span>
        <span className="shrink-0 text-xs">{visit.outcome === undefined ? text.call.thereNow : text.visitOutcome[visit.outcome]}</span>
      </p>
      <dl className="grid grid-cols-5 gap-x-3 gap-y-1 text-xs max-sm:grid-cols-3">
        <Figure name={text.call.entered} hint={format.full(entered)}>
          <time dateTime={visit.enteredAt}>{format.time(entered)}</time>
        </Figure>
        <Figure name={text.call.waitedBefore}>{seconds(waitTime)}</Figure>
        <Figure name={text.calls.agent} hint={visit.agentId}>
          <span className="block truncate">{visit.agentId ?? "–"}</span>
        </Figure>
        <Figure name={text.call.talked}>{seconds(talkTime)}</Figure>
        <Figure name={text.call.held}>{seconds(holdTime)}</Figure>
      </dl>
    </li>
  );
}
