import { Search } from "lucide-react";
import type { AgentView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { type AgentFilter, agentStates, formatAgentFilter } from "../../lib/agents";
import { useShortcut } from "../../lib/shortcuts";

/** The filters of the agents, with how many each finds; their state is the URL. */
export function AgentFilters({ filter, agents }: { filter: AgentFilter; agents: readonly AgentView[] }) {
  const text = useText();
  const format = useFormat();
  useShortcut("/", () => document.getElementById("agent-search")?.focus());
  const show = (change: Partial<AgentFilter>): void => {
    const query = formatAgentFilter({ ...filter, ...change });
    // Each letter is no step back.
    navigate(query === "" ? location.pathname : `${location.pathname}?${query}`, { replace: true });
  };
  // Those that nobody is in would be noise.
  const present = agentStates.filter((state) => state === filter.state || agents.some((agent) => agent.state === state));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served
    <div role="search" aria-label={text.calls.filters} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 print:hidden">
      <fieldset className="inline-flex max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5">
        <legend className="sr-only">{text.agents.show}</legend>
        {[undefined, ...present].map((state) => (
          <label
            key={state ?? "all"}
            className="cursor-pointer rounded-md px-2 py-1 text-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="agent-state" className="sr-only" checked={state === filter.state} onChange={() => show({ state })} />
            {state === undefined ? text.agents.all : text.agents.state[state]}{" "}
            <span className="text-xs tabular-nums">
              {format.number(agents.filter((agent) => (state ?? agent.state) === agent.state).length)}
            </span>
          </label>
        ))}
      </fieldset>
      <label className="relative max-sm:w-full">
        <span className="sr-only">{text.agents.search}</span>
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
        <input
          id="agent-search"
          type="search"
          placeholder={text.agents.search}
          aria-keyshortcuts="/"
          value={filter.q}
          onChange={(event) => show({ q: event.target.value })}
          className="w-full rounded-lg border border-edge bg-surface py-1.5 pr-2 pl-8 placeholder:text-muted sm:w-60"
        />
      </label>
    </div>
  );
}
