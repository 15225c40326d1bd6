import { useQuery } from "@tanstack/react-query";
import { useFormat, useText } from "../../i18n/language";
import { followLink } from "../../lib/address";
import { useServices } from "../../lib/services";
import { statsQuery } from "../../lib/stats-queries";

/** How many of the day's calls an agent has let ring; it leads to them. */
export function Missed({ agentId, count }: { agentId: string; count: number }) {
  const format = useFormat();
  return count === 0 ? format.number(count) : <Unanswered agentId={agentId}>{format.number(count)}</Unanswered>;
}

function Unanswered({ agentId, children }: { agentId: string; children: string }) {
  const text = useText().agents;
  const today = useQuery({ ...statsQuery(useServices(), "today"), refetchInterval: false, staleTime: 3_600_000 });
  const from = today.data === undefined ? "" : `&from=${today.data.from}`;
  return (
    <a
      href={`/calls?missedBy=${encodeURIComponent(agentId)}${from}`}
      onClick={followLink}
      title={text.missedHint}
      className="text-near hover:underline"
    >
      {children}
    </a>
  );
}
