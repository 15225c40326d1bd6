import { Flag } from "lucide-react";
import type { Call, QueueView, Rule } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import type { TimelineEvent } from "../../lib/merge";

/** Each rule that the call broke: what it means, and the message of the service. */
export function CallFlags(props: { call: Call; queue: QueueView | undefined; events: readonly TimelineEvent[]; heading: "h2" | "h3" }) {
  const { call, queue, events, heading: Heading } = props;
  const text = useText();
  const format = useFormat();
  if (call.flags.length === 0) return null;
  return (
    <section aria-labelledby="flags" className="flex flex-col gap-2 rounded-lg bg-near-soft p-3">
      <Heading id="flags" className="sr-only">
        {text.call.flags}
      </Heading>
      <ul className="flex flex-col gap-2.5">
        {call.flags.map((rule) => {
          const limit = limitBehind(rule, queue);
          return (
            <li key={rule} className="grid grid-cols-[auto_1fr] gap-x-2">
              <Flag aria-hidden className="mt-0.5 size-4 text-near" />
              <div>
                <p className="font-semibold text-near">{text.rule[rule]}</p>
                <p>{text.ruleMeaning[rule](limit === undefined ? undefined : format.seconds(limit))}</p>
                {notes(rule, events).map((note) => (
                  <p key={note} lang="en" className="text-xs text-pretty text-muted">
                    {note}
                  </p>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function limitBehind(rule: Rule, queue: QueueView | undefined): number | undefined {
  switch (rule) {
    case "wait_sla_exceeded":
      return queue?.waitLimit;
    case "rerouted":
    case "reroute_required":
      return queue?.routingLimit;
    case "hold_limit_exceeded":
      return queue?.holdLimit;
    case "short_call":
    case "short_abandon":
      return queue?.shortCallLimit;
    case "stale_call":
      return undefined;
  }
}

/** The messages with which the service recorded the rule. */
function notes(rule: Rule, events: readonly TimelineEvent[]): string[] {
  const flags = events.flatMap((event) => event.metadata?.flags ?? []);
  return [...new Set(flags.filter((flag) => flag.rule === rule).map((flag) => flag.message))];
}
