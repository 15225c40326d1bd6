import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import type { Happening } from "../../lib/replay";
import { useQueues } from "../../lib/services";

/** The latest things that had happened, the last one first. */
export function Happenings({ happenings }: { happenings: readonly Happening[] }) {
  const text = useText().replay;
  const format = useFormat();
  const describe = useHappeningText();
  return (
    <section aria-labelledby="happened" className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-4">
      <h2 id="happened" className="font-semibold">
        {text.happened}
      </h2>
      {happenings.length === 0 && <p className="text-muted">{text.nothingHappened}</p>}
      <ol className="flex flex-col gap-2">
        {happenings.map((happening) => (
          <li key={`${happening.callId} ${happening.at} ${happening.event}`} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <time dateTime={new Date(happening.at).toISOString()} className="text-muted">
              {format.time(happening.at)}
            </time>
            <div className="min-w-0">
              <p className="wrap-anywhere">{describe(happening)}</p>
              <Link
                href={callAddress(happening.callId)}
                className="block truncate font-mono text-xs text-muted underline decoration-line underline-offset-4 hover:text-ink"
              >
                {happening.callId}
              </Link>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Describes what happened in a sentence. */
function useHappeningText(): (happening: Happening) => string {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  return ({ event, span: { queueId, agentId, ringing, endReason, flags = [] } }) => {
    const queue = queues.of(queueId)?.displayName ?? queueId;
    switch (event) {
      case "call_initiated":
        return text.event.call_initiated({ queue });
      case "call_routed":
        return text.event.call_routed({
          agent: ringing === undefined ? agentId : format.list([...ringing]),
          several: (ringing?.length ?? 0) > 1,
        });
      case "call_answered":
        return text.event.call_answered({ agent: agentId });
      case "call_hold":
        return text.event.call_hold({});
      case "call_resumed":
        return text.event.call_resumed;
      case "call_retransfer":
        return text.event.call_retransfer({ queue, agent: ringing?.[0] });
      case "call_ended":
        return text.event.call_ended({ why: endReason && text.endReason[endReason] });
      case "call_flagged":
        return text.replay.flagged(format.list(flags.slice(-1).map((rule) => text.rule[rule])));
    }
  };
}
