import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { QueueView } from "../contracts";
import { createApi, type Api } from "./api";
import { ServerClock } from "./clock";
import type { Config } from "./config";
import { connectionOf, type Connection } from "./connection";
import { Live, type LiveSocket } from "./live";
import {
  applyStatsMoved,
  applyTold,
  applyUncertain,
  queuesQuery,
  retry,
  statsQuery,
  type Sources,
} from "./queries";
import { Rereads } from "./reread";
import { Ticker } from "./ticker";

/** Everything that outlives a view; one of each per page. */
export interface Services extends Sources {
  readonly client: QueryClient;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly config: Config;
  start(): () => void;
}

export function createServices(config: Config, socket: LiveSocket, given?: Api): Services {
  const clock = new ServerClock();
  const api = given ?? createApi(config.callService, clock);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry,
        staleTime: 1_000,
        // What nobody looks at is not listened to: it is soon forgotten rather than shown as if it were live.
        gcTime: 15_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
    },
  });
  const rereads = new Rereads(client);
  const live = new Live(socket, {
    told: (told) => applyTold(client, rereads, told),
    statsMoved: () => applyStatsMoved(client, rereads),
    uncertain: (callId) => applyUncertain(client, rereads, callId),
    resync: () => rereads.everything(),
  });
  const ticker = new Ticker((slept) => {
    // Nothing that was true before a sleep has to be true now, our own clock included.
    if (slept) clock.reset();
    rereads.everything();
    if (slept) void live.probe();
  });
  const start = (): (() => void) => {
    live.start();
    ticker.start();
    return () => {
      ticker.stop();
      live.stop();
      rereads.stop();
    };
  };
  return { api, live, rereads, client, clock, ticker, config, start };
}

const Context = createContext<Services | undefined>(undefined);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return (
    <Context value={services}>
      <QueryClientProvider client={services.client}>{children}</QueryClientProvider>
    </Context>
  );
}

export function useServices(): Services {
  const services = useContext(Context);
  if (services === undefined) throw new Error("useServices needs a ServicesProvider around it");
  return services;
}

/**
 * The server's time in ms, whole seconds, ticking; undefined until the server has told it. It stands still while we
 * hear of no changes: a caller who waited then may have been answered since.
 */
export function useServerNow(): number | undefined {
  const { clock, ticker, live } = useServices();
  return useSyncExternalStore(ticker.subscribe, () => {
    const { phase, since } = live.state();
    const now = clock.now(phase === "reconnecting" ? since : Date.now());
    return now === undefined ? undefined : Math.floor(now / 1000) * 1000;
  });
}

export function useConnection(): Connection {
  const { live, ticker } = useServices();
  const state = useSyncExternalStore(live.observe, live.state);
  const stats = useQuery(statsQuery(useServices()));
  const second = useSyncExternalStore(ticker.subscribe, () => Math.floor(Date.now() / 1000));
  return connectionOf(state, { succeededAt: stats.dataUpdatedAt, failing: stats.isError }, second * 1000);
}

/** Listens to these calls as long as they are shown. */
export function useWatch(callIds: readonly string[]): void {
  const { live } = useServices();
  const joined = callIds.join(" ");
  useEffect(() => {
    const releases = joined === "" ? [] : joined.split(" ").map((callId) => live.watch(callId));
    return () => {
      for (const release of releases) release();
    };
  }, [live, joined]);
}

export function useQueues(): { readonly list: readonly QueueView[]; of(id: string): QueueView | undefined } {
  const list = useQuery(queuesQuery(useServices())).data ?? [];
  return { list, of: (id) => list.find((queue) => queue.id === id) };
}

