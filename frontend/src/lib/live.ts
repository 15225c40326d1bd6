import type { Alert, ConnectRefusal } from "../contracts";
import { isAlert } from "./alerts";
import { Feed, type LiveEvent } from "./feed";
import { emitWithAck, type Listener, type LiveSocket } from "./live-socket";
import { Recorder } from "./recorder";
import { Watches } from "./watches";
import { wire } from "./wire";

export interface LiveListener {
  told(told: LiveEvent): void;
  /** Counts moved somewhere; with the new ones, unless an older service tells. */
  statsMoved(stats: unknown): void;
  /** An alert is new, or has been acknowledged. */
  alerted(alert: Alert): void;
  /** The realtime service wants to know who listens. */
  unknown(): void;
  /** Updates may have been missed: everything that is shown must be read again. */
  resync(reason: string): void;
  /** This call is listened to from now on, but nobody could say how it stands: read it again. */
  uncertain(callId: string): void;
}

/** `refused` counts the calls that the service would not let us listen to. */
export interface LiveState {
  readonly phase: "connecting" | "live" | "reconnecting";
  readonly since: number;
  readonly refused: number;
}

const ACK_MS = 5_000;
const PROBE_MS = 1_500;
/** How long a first read waits to be listened to before it goes ahead; it is repeated once we listen. */
const PATIENCE_MS = 2_000;
const RETRY_MS = 1_000;
const REFUSED_MS = 10_000;

/**
 * Listens to calls over the app's one socket.
 *
 * The order is always: subscribe, wait for the answer, then read. Whatever was read without being listened to is
 * announced by `resync` as soon as we listen.
 */
export class Live {
  readonly #socket: LiveSocket;
  readonly #feed: Feed;
  readonly #alerts: Recorder<Alert>;
  readonly #watches: Watches;
  readonly #listener: LiveListener;
  readonly #observers = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #state: LiveState = { phase: "connecting", since: Date.now(), refused: 0 };
  #session = 0;
  #readUnheard = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: LiveSocket, listener: LiveListener) {
    this.#socket = socket;
    this.#feed = new Feed((told) => listener.told(told));
    this.#alerts = new Recorder((alert) => listener.alerted(alert));
    this.#listener = listener;
    this.#watches = new Watches(socket, {
      snapshot: this.#feed.updated,
      uncertain: (callId) => listener.uncertain(callId),
      refusedChanged: () => this.#become(this.#state.phase),
      unanswered: () => {
        if (this.#state.phase === "live") this.#reconnect(0);
      },
    });
  }

  start(): void {
    for (const [event, handler] of this.#handlers()) this.#socket.on(event, handler);
    this.#socket.connect();
  }

  stop(): void {
    for (const [event, handler] of this.#handlers()) this.#socket.off(event, handler);
    clearTimeout(this.#retry);
    this.#session++;
    this.#watches.stop();
    this.#socket.disconnect();
  }

  /** Listens to a call until the returned function is called. */
  watch(callId: string): () => void {
    return this.#watches.watch(callId, this.#state.phase === "live");
  }

  /** Resolves when reading is safe: when we listen to new calls, and to `callId`, which must be watched. */
  async listening(callId?: string): Promise<void> {
    if (this.#state.phase === "connecting") await this.#patiently();
    if (this.#state.phase !== "live") {
      this.#readUnheard = true;
      return;
    }
    if (callId !== undefined) await this.#watches.heard(callId);
  }

  /** Keeps what is told from now on, to be merged into a read that is on its way; returns it when it is called. */
  record(): () => readonly LiveEvent[] {
    return this.#feed.record();
  }

  /** The same for alerts. */
  recordAlerts(): () => readonly Alert[] {
    return this.#alerts.record();
  }

  /** Connects anew: as somebody else, perhaps. */
  restart(): void {
    this.#reconnect(0);
  }

  /** After a sleep the connection may be dead without knowing: asks, and connects anew when there is no answer. */
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

  #handlers(): [string, Listener][] {
    return [
      ["connect", this.#connected],
      ["disconnect", this.#disconnected],
      ["connect_error", this.#failed],
      [wire.callStatusUpdate, this.#feed.updated],
      [wire.newCall, this.#feed.announced],
      [wire.statsUpdate, this.#moved],
      [wire.alert, this.#alerted],
      [wire.alertAcknowledged, this.#alerted],
      [wire.resyncRequired, this.#resync],
    ];
  }

  readonly #connected = async (): Promise<void> => {
    const session = ++this.#session;
    const heard = await Promise.all([emitWithAck(this.#socket, wire.subscribeDashboard, "", ACK_MS), ...this.#watches.renew()]);
    if (session !== this.#session || !this.#socket.connected) return;
    if (heard.includes(undefined)) return this.#reconnect(RETRY_MS);
    this.#become("live");
    this.#watches.catchUp();
    if (this.#readUnheard) {
      this.#readUnheard = false;
      this.#listener.resync("connected");
    }
  };

  readonly #disconnected = (reason: unknown): void => {
    this.#session++;
    this.#readUnheard = true;
    this.#watches.lose();
    this.#become("reconnecting");
    // Socket.IO comes back by itself, except when it was the server who hung up.
    if (reason === "io server disconnect") this.#reconnect(RETRY_MS);
  };

  readonly #failed = (failure: unknown): void => {
    this.#readUnheard = true;
    if (this.#state.phase === "connecting") this.#become("reconnecting");
    // Socket.IO tries again when there was no connection, not when the service refused us.
    const refusal = refusalOf(failure);
    if (refusal === "unauthorized") this.#listener.unknown();
    else if (refusal !== undefined) this.#reconnect(REFUSED_MS);
  };

  readonly #moved = (stats: unknown): void => this.#listener.statsMoved(stats);

  readonly #alerted = (alert: unknown): void => {
    if (isAlert(alert)) this.#alerts.tell(alert);
  };

  readonly #resync = (): void => this.#listener.resync("the realtime service may have missed updates");

  #reconnect(after: number): void {
    clearTimeout(this.#retry);
    if (this.#socket.connected) this.#socket.disconnect();
    this.#retry = setTimeout(() => this.#socket.connect(), after);
  }

  #patiently(): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, PATIENCE_MS);
      this.#waiting.add(settle);
    });
  }

  #become(phase: LiveState["phase"]): void {
    const same = phase === this.#state.phase;
    const { refused } = this.#watches;
    if (same && refused === this.#state.refused) return;
    this.#state = { phase, since: same ? this.#state.since : Date.now(), refused };
    for (const settle of this.#waiting) settle();
    for (const observer of this.#observers) observer();
  }
}

function refusalOf(failure: unknown): ConnectRefusal["data"]["code"] | undefined {
  return failure instanceof Error ? (failure as Error & Partial<ConnectRefusal>).data?.code : undefined;
}
