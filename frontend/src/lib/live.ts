import type { Alert, AlertsAcknowledged, ConnectRefusal } from "../contracts";
import { isAlert, isAlertsAcknowledged } from "./alerts";
import { Feed, type LiveEvent } from "./feed";
import { emitWithAck, type Listener, type LiveSocket } from "./live-socket";
import { Recorder } from "./recorder";
import { Subscriptions } from "./subscriptions";
import { wire } from "./wire";

interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** Counts changed; an older service does not send the new ones. */
  onStats(stats: unknown): void;
  /** Agents changed; viewers of some queues are told no more than that. */
  onAgents(update: unknown): void;
  /** An alert is new, has been acknowledged, or is over. */
  onAlert(alert: Alert): void;
  /** Many alerts of a queue have been acknowledged at once. */
  onAlertsAcknowledged(said: AlertsAcknowledged): void;
  /** Somebody will call the caller of a lost call back, or no longer will. */
  onClaim(): void;
  /** The realtime service refused the connection without a valid token. */
  onUnauthorized(): void;
  /** Updates may have been missed: everything on the page has to be refetched. */
  onResync(reason: string): void;
  /** The call is subscribed, but the answer had no snapshot of it: refetch it. */
  onMissingSnapshot(callId: string): void;
}

/** `refused` counts the calls whose subscription the service refused. */
export interface LiveState {
  readonly phase: "connecting" | "live" | "reconnecting";
  readonly since: number;
  readonly refused: number;
}

const ACK_MS = 5_000;
const PROBE_MS = 1_500;
/** Counts come each second while calls change; after this much silence the service is asked whether it is there. */
const SILENCE_MS = 1_200;
const LISTEN_MS = 400;
/** How long the first reads wait for the subscription before they go ahead; they are repeated once it is there. */
const FIRST_READ_WAIT_MS = 2_000;
const RETRY_MS = 1_000;
const REFUSED_MS = 10_000;

/**
 * Live updates over the app's one socket.
 *
 * The order is always: subscribe, wait for the answer, then read. What was read without a subscription is refetched
 * through `onResync` as soon as there is one.
 */
export class Live {
  readonly #socket: LiveSocket;
  readonly #feed: Feed;
  readonly #alerts: Recorder<Alert>;
  readonly #subscriptions: Subscriptions;
  readonly #listener: LiveListener;
  readonly #observers = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  /** The same functions for `on` and `off`. */
  readonly #handlers: readonly [string, Listener][];
  #state: LiveState = { phase: "connecting", since: Date.now(), refused: 0 };
  #session = 0;
  #readUnsubscribed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #listening: ReturnType<typeof setInterval> | undefined;
  #heardAt = Date.now();
  #asking = false;

  constructor(socket: LiveSocket, listener: LiveListener) {
    this.#socket = socket;
    this.#feed = new Feed((event) => listener.onEvent(event));
    this.#alerts = new Recorder((alert) => listener.onAlert(alert));
    this.#listener = listener;
    this.#subscriptions = new Subscriptions(socket, {
      onSnapshot: this.#feed.updated,
      onMissingSnapshot: (callId) => listener.onMissingSnapshot(callId),
      onRefusedChange: () => this.#setPhase(this.#state.phase),
      onTimeout: () => {
        if (this.#state.phase === "live") this.#reconnect(0);
      },
    });
    const heard =
      (handler: Listener): Listener =>
      (...payloads) => {
        this.#heard();
        handler(...payloads);
      };
    this.#handlers = [
      ["connect", this.#connected],
      ["disconnect", this.#disconnected],
      ["connect_error", this.#failed],
      [wire.callStatusUpdate, heard(this.#feed.updated)],
      [wire.newCall, heard(this.#feed.announced)],
      [wire.statsUpdate, heard(this.#statsUpdated)],
      [wire.agentUpdate, heard(this.#agentsUpdated)],
      [wire.alert, heard(this.#alerted)],
      [wire.alertAcknowledged, heard(this.#alerted)],
      [wire.alertsAcknowledged, heard(this.#acknowledged)],
      [wire.alertCleared, heard(this.#alerted)],
      [wire.callbackClaim, heard(this.#claimed)],
      [wire.resyncRequired, heard(this.#resync)],
    ];
  }

  start(): void {
    for (const [event, handler] of this.#handlers) this.#socket.on(event, handler);
    this.#listening = setInterval(() => void this.#listen(), LISTEN_MS);
    addEventListener("offline", this.#offline);
    addEventListener("online", this.#online);
    this.#socket.connect();
  }

  stop(): void {
    for (const [event, handler] of this.#handlers) this.#socket.off(event, handler);
    clearTimeout(this.#retry);
    clearInterval(this.#listening);
    removeEventListener("offline", this.#offline);
    removeEventListener("online", this.#online);
    this.#session++;
    this.#subscriptions.stop();
    this.#socket.disconnect();
  }

  /** Subscribes to a call until the returned function is called. */
  subscribe(callId: string): () => void {
    return this.#subscriptions.add(callId, this.#state.phase === "live");
  }

  /** Resolves when no update can be missed by a read: with the dashboard subscribed, and `callId` if one is given. */
  async ready(callId?: string): Promise<void> {
    if (this.#state.phase === "connecting") await this.#waitForConnection();
    if (this.#state.phase !== "live") {
      this.#readUnsubscribed = true;
      return;
    }
    if (callId !== undefined) await this.#subscriptions.acknowledged(callId);
  }

  /** Records events from now on, to be merged into a read that is in flight; the returned function ends it and gives them. */
  record(): () => readonly LiveEvent[] {
    return this.#feed.record();
  }

  /** The same for alerts. */
  recordAlerts(): () => readonly Alert[] {
    return this.#alerts.record();
  }

  /** Reconnects, for instance with another token. */
  restart(): void {
    this.#reconnect(0);
  }

  /** After a sleep the connection may be dead unnoticed: probes it, and reconnects when there is no answer. */
  async probe(): Promise<void> {
    if (!this.#socket.connected) {
      this.#reconnect(0);
    } else if ((await emitWithAck(this.#socket, wire.subscribeDashboard, "", PROBE_MS)) === undefined) {
      this.#reconnect(0);
    }
  }

  readonly state = (): LiveState => this.#state;

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  };

  readonly #heard = (): void => {
    this.#heardAt = Date.now();
  };

  /** A network that swallows everything ends no connection: silence is all there is to notice. */
  async #listen(): Promise<void> {
    if (this.#state.phase !== "live" || this.#asking || document.visibilityState === "hidden") return;
    if (Date.now() - this.#heardAt < SILENCE_MS) return;
    this.#asking = true;
    const session = this.#session;
    const askedAt = Date.now();
    const answer = await emitWithAck(this.#socket, wire.subscribeDashboard, "", PROBE_MS);
    this.#asking = false;
    if (answer !== undefined) return this.#heard();
    // Something else was heard meanwhile, or the connection is another one.
    if (session !== this.#session || this.#heardAt > askedAt) return;
    this.#lost(this.#heardAt);
    this.#reconnect(0);
  }

  readonly #offline = (): void => this.#lost(Date.now());

  readonly #online = (): void => {
    if (this.#state.phase !== "live") this.#reconnect(0);
  };

  #lost(since: number): void {
    if (this.#state.phase !== "live") return;
    this.#readUnsubscribed = true;
    this.#setPhase("reconnecting", since);
  }

  readonly #connected = async (): Promise<void> => {
    const session = ++this.#session;
    const acks = await Promise.all([emitWithAck(this.#socket, wire.subscribeDashboard, "", ACK_MS), ...this.#subscriptions.renewAll()]);
    if (session !== this.#session || !this.#socket.connected) return;
    if (acks.includes(undefined)) return this.#reconnect(RETRY_MS);
    this.#heard();
    this.#setPhase("live");
    this.#subscriptions.subscribePending();
    if (this.#readUnsubscribed) {
      this.#readUnsubscribed = false;
      this.#listener.onResync("connected");
    }
  };

  readonly #disconnected = (reason: unknown): void => {
    this.#session++;
    this.#readUnsubscribed = true;
    this.#subscriptions.disconnected();
    this.#setPhase("reconnecting");
    // Socket.IO reconnects by itself, except after a disconnect by the server.
    if (reason === "io server disconnect") this.#reconnect(RETRY_MS);
  };

  readonly #failed = (failure: unknown): void => {
    this.#readUnsubscribed = true;
    if (this.#state.phase === "connecting") this.#setPhase("reconnecting");
    // Socket.IO retries when there was no connection, not when the service refused it.
    const refusal = refusalOf(failure);
    if (refusal === "unauthorized") this.#listener.onUnauthorized();
    else if (refusal !== undefined) this.#reconnect(REFUSED_MS);
  };

  readonly #statsUpdated = (stats: unknown): void => this.#listener.onStats(stats);

  readonly #agentsUpdated = (update: unknown): void => this.#listener.onAgents(update);

  readonly #alerted = (alert: unknown): void => {
    if (isAlert(alert)) this.#alerts.publish(alert);
  };

  readonly #acknowledged = (said: unknown): void => {
    if (isAlertsAcknowledged(said)) this.#listener.onAlertsAcknowledged(said);
  };

  readonly #claimed = (): void => this.#listener.onClaim();

  readonly #resync = (): void => this.#listener.onResync("the realtime service may have missed updates");

  #reconnect(after: number): void {
    clearTimeout(this.#retry);
    if (this.#socket.connected) this.#socket.disconnect();
    this.#retry = setTimeout(() => this.#socket.connect(), after);
  }

  #waitForConnection(): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, FIRST_READ_WAIT_MS);
      this.#waiting.add(settle);
    });
  }

  #setPhase(phase: LiveState["phase"], since = Date.now()): void {
    const same = phase === this.#state.phase;
    const { refused } = this.#subscriptions;
    if (same && refused === this.#state.refused) return;
    this.#state = { phase, since: same ? this.#state.since : since, refused };
    for (const settle of this.#waiting) settle();
    for (const observer of this.#observers) observer();
  }
}

function refusalOf(failure: unknown): ConnectRefusal["data"]["code"] | undefined {
  return failure instanceof Error ? (failure as Error & Partial<ConnectRefusal>).data?.code : undefined;
}
