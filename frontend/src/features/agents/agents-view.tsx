import { useQuery } from "@tanstack/react-query";
import { Headset, Search, SearchX } from "lucide-react";
import { useFormat, useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { groupAgents } from "../../lib/agents";
import { useServices } from "../../lib/services";
import { useShortcut } from "../../lib/shortcuts";
import { agentsQuery } from "../../lib/stats-queries";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { AgentCard } from "./agent-card";
import { StateBadge } from "./state-badge";

/** Every agent with a call now or today, by state. */
export function AgentsView() {
  const text = useText().agents;
  const format = useFormat();
  const agents = useQuery(agentsQuery(useServices()));
  const search = new URLSearchParams(useSearch()).get("q") ?? "";
  useShortcut("/", () => document.getElementById("agent-search")?.focus());
  if (agents.data === undefined) {
    return (
      <div className="flex flex-col gap-4">
        <h1 className="py-1 text-xl font-semibold tracking-tight">{text.title}</h1>
        {agents.error === null ? (
          <Skeleton rows={10} className="h-28" grid="mt-9 grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] gap-2" />
        ) : (
          <ErrorNotice error={agents.error} retry={() => void agents.refetch()} />
        )}
      </div>
    );
  }
  const found = agents.data.filter(({ agentId }) => agentId.toLowerCase().includes(search.trim().toLowerCase()));
  const count = text.total(format.number(agents.data.length));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <p className="text-muted tabular-nums">{search.trim() === "" ? count : text.found(format.number(found.length), count)}</p>
        <label className="relative ml-auto">
          <span className="sr-only">{text.search}</span>
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
          <input
            id="agent-search"
            type="search"
            placeholder={text.search}
            aria-keyshortcuts="/"
            value={search}
            onChange={(event) => searchFor(event.target.value)}
            className="w-full rounded-lg border border-edge bg-surface py-1.5 pr-2 pl-8 placeholder:text-muted sm:w-60"
          />
        </label>
      </div>
      {agents.data.length === 0 ? (
        <Notice icon={Headset} title={text.none}>
          <p>{text.noneHint}</p>
        </Notice>
      ) : found.length === 0 ? (
        <Notice icon={SearchX} title={text.noMatch}>
          <p className="wrap-anywhere">{search}</p>
        </Notice>
      ) : (
        groupAgents(found).map(({ state, agents: group }) => (
          <section key={state} aria-labelledby={`agents-${state}`} className="flex flex-col gap-2">
            <h2 id={`agents-${state}`} className="flex items-center gap-2 font-semibold">
              <StateBadge state={state} />
              <span className="text-muted tabular-nums">{format.number(group.length)}</span>
            </h2>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] gap-2 empty:hidden">
              {group.map((agent) => (
                <li key={agent.agentId} className="[content-visibility:auto]">
                  <AgentCard agent={agent} />
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  );
}

/** In the address, so that a link shows the same agents; each letter is no step back. */
function searchFor(name: string): void {
  const query = new URLSearchParams(name === "" ? {} : { q: name }).toString();
  navigate(query === "" ? location.pathname : `${location.pathname}?${query}`, { replace: true });
}
