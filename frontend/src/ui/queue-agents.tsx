import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleMinus, PhoneCall } from "lucide-react";
import { useText } from "../i18n/language";
import { useServices } from "../lib/services";
import { queueAgentsQuery } from "../lib/stats-queries";

/** How many of a queue's agents are ready, busy and away; nothing where nobody tells of agents. */
export function QueueAgents({ id }: { id: string }) {
  const text = useText().agents.inQueue;
  const own = useQuery(queueAgentsQuery(useServices())).data?.find(({ queueId }) => queueId === id);
  if (own === undefined) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs tabular-nums">
      <span className={`inline-flex items-center gap-1 ${own.available > 0 ? "text-active" : "text-muted"}`}>
        <CircleCheck aria-hidden className="size-3.5" />
        {text.available(own.available)}
      </span>
      <span className="inline-flex items-center gap-1">
        <PhoneCall aria-hidden className="size-3.5 text-muted" />
        {text.onCalls(own.onCalls)}
      </span>
      <span className={`inline-flex items-center gap-1 ${own.away > 0 ? "text-near" : "text-muted"}`}>
        <CircleMinus aria-hidden className="size-3.5" />
        {text.away(own.away)}
      </span>
    </p>
  );
}
