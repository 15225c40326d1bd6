import type { AgentView } from "../contracts";
import { urgencyOf } from "../lib/duration";
import { useQueues, useServerNow } from "../lib/services";
import { Duration } from "./duration";

/** For how long the agent has been in this state, against the limit that there is for it. */
export function AgentTime({ agent }: { agent: AgentView }) {
  const queue = useQueues().of(agent.queueId ?? "");
  const now = useServerNow();
  const ms = agent.since === undefined || now === undefined ? undefined : now - Date.parse(agent.since);
  const limit = agent.state === "ringing" ? queue?.routingLimit : agent.state === "holding" ? queue?.holdLimit : undefined;
  return <Duration ms={ms} urgency={ms === undefined ? "fine" : urgencyOf(ms, limit)} />;
}
