import { skipToken, useQuery } from "@tanstack/react-query";
import type { StatsView } from "../contracts";
import { keys } from "./keys";
import { useServices } from "./services";
import { newerStats, statsQuery } from "./stats-queries";
import { pushedWindow, type StatsWindow } from "./windows";

/** Statistics of a window: read or pushed, whichever is newer. */
export function useStats(window: StatsWindow) {
  const read = useQuery(statsQuery(useServices(), window));
  const pushed = useQuery<StatsView>({ queryKey: keys.pushedStats, queryFn: skipToken, staleTime: Infinity });
  const data = window === pushedWindow && pushed.data !== undefined ? newerStats(read.data, pushed.data) : read.data;
  return { data, error: read.error, refetch: read.refetch };
}
