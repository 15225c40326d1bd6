import { useQuery } from "@tanstack/react-query";
import { Headset, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useFormat, useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { type AgentSort, formatAgentFilter, isFound, parseAgentFilter } from "../../lib/agents";
import { useServices } from "../../lib/services";
import { agentsQuery } from "../../lib/stats-queries";
import { ErrorNotice } from "../../ui/error-notice";
import { NewPill } from "../../ui/new-pill";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { AgentFilters } from "./agent-filters";
import { AgentGroups } from "./agent-groups";
import { AgentTable } from "./agent-table";
import { usePlaced } from "./use-placed";

/** Up to this many agents have a card each; more are lines of a table. */
const CARDS = 40;

/** Every agent with a call now or today, by state. */
export function AgentsView() {
  const text = useText().agents;
  const format = useFormat();
  const agents = useQuery(agentsQuery(useServices()));
  const search = useSearch();
  const filter = useMemo(() => parseAgentFilter(search), [search]);
  const { placed, fresh, ref, release } = usePlaced(agents.data ?? [], filter);
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
  const sortBy = (sort: AgentSort | undefined): void => {
    const query = formatAgentFilter({ ...filter, sort });
    navigate(query === "" ? "/agents" : `/agents?${query}`, { replace: true });
  };
  const found = agents.data.filter((agent) => isFound(agent, filter)).length;
  const count = text.total(format.number(agents.data.length));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{text.title}</h1>
        <p className="text-muted tabular-nums">{found === agents.data.length ? count : text.found(format.number(found), count)}</p>
      </div>
      {agents.data.length > 0 && <AgentFilters filter={filter} agents={agents.data} />}
      {agents.data.length === 0 ? (
        <Notice icon={Headset} title={text.none}>
          <p>{text.noneHint}</p>
        </Notice>
      ) : placed.length === 0 ? (
        <Notice icon={SearchX} title={text.noMatch}>
          <p className="wrap-anywhere">{filter.q}</p>
        </Notice>
      ) : (
        <div ref={ref} className="flex flex-col gap-4">
          <NewPill fresh={fresh} release={release} />
          {agents.data.length > CARDS ? (
            <AgentTable placed={placed} sort={filter.sort} sortBy={sortBy} />
          ) : (
            <AgentGroups placed={placed} agents={agents.data} />
          )}
        </div>
      )}
    </div>
  );
}
