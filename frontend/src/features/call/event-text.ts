import { useFormat, useText } from "../../i18n/language";
import type { TimelineEvent } from "../../lib/merge";
import { useQueues } from "../../lib/services";

/** The one reason that Callboard sets itself; others are free text of the senders. */
const UNANSWERED = "no_answer";

/** Describes an event in a sentence. */
export function useEventText(): (event: TimelineEvent) => string {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  return ({ type, metadata = {} }) => {
    const agent = metadata.agentId;
    const queue = metadata.queueId && (queues.of(metadata.queueId)?.displayName ?? metadata.queueId);
    const inSeconds = (seconds: number | undefined): string | undefined => (seconds === undefined ? undefined : format.seconds(seconds));
    switch (type) {
      case "call_initiated":
        return text.event.call_initiated({ queue });
      case "call_routed":
        return text.event.call_routed({ agent, seconds: inSeconds(metadata.routingTime) });
      case "call_answered":
        return text.event.call_answered({ seconds: inSeconds(metadata.waitTime) });
      case "call_hold":
        return text.event.call_hold({ seconds: metadata.holdDuration ? inSeconds(metadata.holdDuration) : undefined });
      case "call_resumed":
        return text.event.call_resumed;
      case "call_retransfer":
        return text.event.call_retransfer({
          agent,
          queue,
          reason: metadata.reason === UNANSWERED ? text.event.unanswered : metadata.reason,
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
