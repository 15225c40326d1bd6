import { notifyManager, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Alert, QueueView } from "../contracts";
import { type Api, ApiError, createApi } from "./api";
import {
  applyAcknowledged,
  applyAgents,
  applyAlert,
  applyClaim,
  applyEvents,
  applyMissingSnapshot,
  applyResync,
  applyStats,
} from "./apply";
import { Batch } from "./batch";
import { ServerClock } from "./clock";
import type { Config } from "./config";
import { type Connection, connectionOf } from "./connection";
import type { LiveEvent } from "./feed";
import { joinIds, splitIds } from "./ids";
import { keys } from "./keys";
import { Live } from "./live";
import type { LiveSocket } from "./live-socket";
import { type QueryContext, retry } from "./queries";
import { RefetchScheduler } from "./refetch-scheduler";
import { Session } from "./session";
import { everyQueueQuery, statsQuery } from "./stats-queries";
import { Ticker } from "./ticker";
import { pushedWindow } from "./windows";

export type SignInResult = "accepted" | "rejected" | "unavailable";

/** Everything that outlives a view; one of each per page. */
export interface Services extends QueryContext {
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly config: Config;
  readonly session: Session;
  start(): () => void;
  /** Tries a token, and keeps it if the service accepts it. */
  signIn(token: string): Promise<SignInResult>;
  signOut(): void;
}

export function createServices(config: Config, socket: LiveSocket, session = new Session(), given?: Api): Services {
  const clock = new ServerClock();
  const api = given ?? createApi(config.callService, clock, undefined, session);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry,
        staleTime: 1_000,
        // An unmounted query is not kept live: it is dropped soon rather than shown as if it were.
        gcTime: 15_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
    },
  });
  client.setQueryDefaults(keys.latestAcknowledgement, { gcTime: Infinity });
  const refetches = new RefetchScheduler(client);
  const batch = new Batch<LiveEvent>((events) => notifyManager.batch(() => applyEvents(client, refetches, events)));
  const alerts = new Batch<Alert>((batched) =>
    notifyManager.batch(() => {
      for (const alert of batched) applyAlert(client, refetches, alert);
    }),
  );
  const live = new Live(socket, {
    onEvent: batch.add,
    onStats: (stats) => applyStats(client, refetches, stats),
    onAgents: (update) => applyAgents(client, refetches, update),
    onAlert: alerts.add,
    onAlertsAcknowledged: (said) => applyAcknowledged(client, refetches, said),
    onClaim: () => applyClaim(refetches),
    onMissingSnapshot: (callId) => applyMissingSnapshot(client, refetches, callId),
    onUnauthorized: () => session.reject(session.token),
    onResync: () => applyResync(client, refetches),
  });
  const ticker = new Ticker((slept) => {
    // After a sleep nothing is known to be current, the local clock included.
    if (slept) clock.reset();
    applyResync(client, refetches);
    if (slept) void live.probe();
  });
  const start = (): (() => void) => {
    live.start();
    ticker.start();
    return () => {
      ticker.stop();
      live.stop();
      batch.stop();
      alerts.stop();
      refetches.stop();
    };
  };
  const signIn = async (token: string): Promise<SignInResult> => {
    try {
      await api.verify(token);
    } catch (failure) {
      return failure instanceof ApiError && (failure.status === 401 || failure.status === 403) ? "rejected" : "unavailable";
    }
    // Data that was read with another token may not be shown with this one.
    client.clear();
    session.signIn(token);
    live.restart();
    return "accepted";
  };
  const signOut = (): void => {
    session.signOut();
    // Nothing of what was read stays in memory for the next user.
    location.reload();
  };
  return { api, live, refetches, client, clock, ticker, config, session, start, signIn, signOut };
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

const Moment = createContext<number | undefined>(undefined);

/** Inside, every running time is of this moment, in ms, instead of now. */
export function AtMoment({ moment, children }: { moment: number; children: ReactNode }) {
  return <Moment value={moment}>{children}</Moment>;
}

/**
 * The server's clock in whole seconds, to be read at every tick. It stops while no updates arrive: a caller who waited
 * then may have been answered since.
 */
function useServerClock(): { subscribe: Ticker["subscribe"]; now(): number | undefined } {
  const { clock, ticker, live } = useServices();
  const moment = useContext(Moment);
  const now = useCallback(() => {
    const { phase, since } = live.state();
    const ms = moment ?? clock.now(phase === "reconnecting" ? since : Date.now());
    return ms === undefined ? undefined : Math.floor(ms / 1000) * 1000;
  }, [clock, live, moment]);
  return { subscribe: ticker.subscribe, now };
}

/** The server's time in ms, ticking; undefined until the server has sent it. */
export function useServerNow(): number | undefined {
  const { subscribe, now } = useServerClock();
  return useSyncExternalStore(subscribe, now);
}

/** A value derived from the server's time; the component renders again only when the value changes. */
export function useTicking<T extends string | number | boolean | undefined>(read: (now: number | undefined) => T): T {
  const { subscribe, now } = useServerClock();
  return useSyncExternalStore(subscribe, () => read(now()));
}

export function useConnection(): Connection {
  const { live, ticker } = useServices();
  const state = useSyncExternalStore(live.observe, live.state);
  const stats = useQuery(statsQuery(useServices(), pushedWindow));
  const second = useSyncExternalStore(ticker.subscribe, () => Math.floor(Date.now() / 1000));
  return connectionOf(state, { succeededAt: stats.dataUpdatedAt, failing: stats.isError }, second * 1000);
}

/** Subscribes to these calls while the component is mounted. */
export function useCallSubscriptions(callIds: readonly string[]): void {
  const { live } = useServices();
  const joined = joinIds(callIds);
  useEffect(() => {
    const releases = splitIds(joined).map((callId) => live.subscribe(callId));
    return () => {
      for (const release of releases) release();
    };
  }, [live, joined]);
}

interface Queues {
  /** Those that take new calls. */
  readonly list: readonly QueueView[];
  /** Those that took calls once. */
  readonly retired: readonly QueueView[];
  /** As it is, or as it was when it was retired. */
  of(id: string): QueueView | undefined;
  isOpen(id: string): boolean;
}

export function useQueues(): Queues {
  const all = useQuery(everyQueueQuery(useServices())).data ?? noQueues;
  return useMemo(() => {
    const [list, retired] = [all.filter((queue) => !queue.retiredAt), all.filter((queue) => queue.retiredAt)];
    const byId = new Map(all.map((queue) => [queue.id, queue]));
    return { list, retired, of: (id) => byId.get(id), isOpen: (id) => list.some((queue) => queue.id === id) };
  }, [all]);
}

const noQueues: readonly QueueView[] = [];
