import { Link } from "wouter";
import type { AgentView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { placeAgents } from "../../lib/agents";
import { useServerNow } from "../../lib/services";
import { Duration } from "../../ui/duration";

const SHOWN = 20;

/** Those who had a call, by state and name. */
export function AgentsThen({ agents }: { agents: readonly AgentView[] }) {
  const text = useText();
  const format = useFormat();
  const now = useServerNow();
  const placed = placeAgents(agents);
  return (
    <section aria-labelledby="agents-then" className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <h2 id="agents-then" className="font-semibold">
        {text.replay.agents}
      </h2>
      <div className="grid gap-x-8 gap-y-3 sm:grid-cols-3">
        {(["ringing", "holding", "on_call"] as const)
          .map((state) => ({ state, group: placed.filter(({ group }) => group === state) }))
          .map(({ state, group }) => (
            <div key={state} className="flex min-w-0 flex-col gap-1">
              <h3 className="flex gap-2 text-xs text-muted">
                {text.agents.state[state]} <span className="tabular-nums">{format.number(group.length)}</span>
              </h3>
              <ul>
                {group.slice(0, SHOWN).map(({ agent: { agentId, callId, since } }) => (
                  <li key={agentId} className="flex items-baseline justify-between gap-3 py-0.5">
                    <Link
                      href={callId === undefined ? "/agents" : callAddress(callId)}
                      className="min-w-0 truncate underline decoration-line underline-offset-4"
                    >
                      {agentId}
                    </Link>
                    <Duration ms={since === undefined || now === undefined ? undefined : now - Date.parse(since)} />
                  </li>
                ))}
              </ul>
              {group.length > SHOWN && <p className="text-xs text-muted">{text.replay.moreAgents(format.number(group.length - SHOWN))}</p>}
            </div>
          ))}
      </div>
    </section>
  );
}
