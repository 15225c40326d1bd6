import { useQuery } from "@tanstack/react-query";
import { useFormat, useText } from "../../i18n/language";
import { followLink } from "../../lib/address";
import { useServices } from "../../lib/services";
import { statsQuery } from "../../lib/stats-queries";

/**
 * How many calls of the day an agent has let ring. It leads to those that anybody has: calls remember that they went
 * unanswered, not by whom.
 */
export function Missed({ count }: { count: number }) {
  const format = useFormat();
  return count === 0 ? format.number(count) : <Unanswered>{format.number(count)}</Unanswered>;
}

function Unanswered({ children }: { children: string }) {
  const text = useText().agents;
  const today = useQuery({ ...statsQuery(useServices(), "today"), refetchInterval: false, staleTime: 3_600_000 });
  const from = today.data === undefined ? "" : `&from=${today.data.from}`;
  return (
    <a href={`/calls?flag=reroute_required${from}`} onClick={followLink} title={text.missedHint} className="text-near hover:underline">
      {children}
    </a>
  );
}
