import { useFormat, useText } from "../../i18n/language";
import type { TimelineEvent } from "../../lib/merge";
import { useQueues } from "../../lib/services";

/** Of those who are rung at once, so many are named. */
const MOST_NAMED = 5;

/** Describes an event in a sentence. */
export function useEventText(): (event: TimelineEvent) => string {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  // Other reasons are the senders' own words.
  const reasons = new Map<string, string>(Object.entries(text.retransferReason));
  const named = (agents: string[]): string => {
    const more = agents.length - MOST_NAMED;
    return format.list(more > 1 ? [...agents.slice(0, MOST_NAMED), text.event.others(format.number(more))] : agents);
  };
  return ({ type, metadata = {} }) => {
    const agent = metadata.agentId;
    const queue = metadata.queueId && (queues.of(metadata.queueId)?.displayName ?? metadata.queueId);
    const rung = [...new Set(metadata.agentIds ?? [])];
    const inSeconds = (seconds: number | undefined): string | undefined => (seconds === undefined ? undefined : format.seconds(seconds));
    switch (type) {
      case "call_initiated":
        return text.event.call_initiated({ queue });
      case "call_routed":
        return text.event.call_routed({
          agent: rung.length === 0 ? agent : named(rung),
          several: rung.length > 1,
          seconds: inSeconds(metadata.routingTime),
        });
      case "call_answered":
        return text.event.call_answered({ agent, seconds: inSeconds(metadata.waitTime) });
      case "call_hold":
        return text.event.call_hold({ seconds: metadata.holdDuration ? inSeconds(metadata.holdDuration) : undefined });
      case "call_resumed":
        return text.event.call_resumed;
      case "call_retransfer":
        return text.event.call_retransfer({
          agent,
          queue,
          reason: metadata.reason && (reasons.get(metadata.reason) ?? metadata.reason),
        });
      case "call_ended":
        return text.event.call_ended({
          why: metadata.endReason && text.endReason[metadata.endReason],
          seconds: inSeconds(metadata.duration),
        });
      case "call_flagged":
        return text.event.call_flagged;
    }
  };
}
