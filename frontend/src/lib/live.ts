import type { Ack } from "../contracts";
import { Feed, type Told } from "./feed";
import { Questions } from "./questions";
import { wire } from "./wire";

type Listener = (...words: unknown[]) => void;

/** What is needed of a Socket.IO socket. */
export interface LiveSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
  emit(event: string, ...words: unknown[]): unknown;
}

export interface LiveListener {
  told(told: Told): void;
  /** Counts moved somewhere. */
  statsMoved(): void;
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

interface Watch {
  count: number;
  heard: Promise<void> | undefined;
  release: ReturnType<typeof setTimeout> | undefined;
}

const ACK_MS = 5_000;
const PROBE_MS = 1_500;
/** How long a first read waits to be listened to before it goes ahead; it is repeated once we listen. */
const PATIENCE_MS = 2_000;
/** A call is listened to for a little longer than it is asked for, so that a read hands over to a view without a gap. */
const LINGER_MS = 3_000;
const RETRY_MS = 1_000;

/**
 * Listens to calls over the app's one socket.
 *
 * The order is always: subscribe, wait for the answer, then read. Whatever was read without being listened to is
 * announced by `resync` as soon as we listen.
 */
export class Live {
  readonly #socket: LiveSocket;
  readonly #questions: Questions;
  readonly #feed: Feed;
  readonly #listener: LiveListener;
  readonly #watches = new Map<string, Watch>();
  readonly #refused = new Set<string>();
  readonly #observers = new Set<() => void>();
  readonly #waiting = new Set<() => void>();
  #state: LiveState = { phase: "connecting", since: Date.now(), refused: 0 };
  #session = 0;
  #readUnheard = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: LiveSocket, listener: LiveListener) {
    this.#socket = socket;
    this.#questions = new Questions(socket);
    this.#feed = new Feed((told) => listener.told(told));
    this.#listener = listener;
  }

  start(): void {
    for (const [event, handler] of this.#handlers()) this.#socket.on(event, handler);
    this.#socket.connect();
  }

  stop(): void {
    for (const [event, handler] of this.#handlers()) this.#socket.off(event, handler);
    clearTimeout(this.#retry);
    for (const watch of this.#watches.values()) clearTimeout(watch.release);
    this.#session++;
    this.#questions.abandon();
    this.#socket.disconnect();
  }

  /** Listens to a call until the returned function is called. */
  watch(callId: string): () => void {
    const watch = this.#watches.get(callId) ?? { count: 0, heard: undefined, release: undefined };
    this.#watches.set(callId, watch);
    watch.count++;
    clearTimeout(watch.release);
    if (watch.heard === undefined && this.#state.phase === "live") this.#subscribe(callId, watch);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      watch.count--;
      if (watch.count === 0) watch.release = setTimeout(() => this.#forget(callId, watch), LINGER_MS);
    };
  }

  /** Resolves when reading is safe: when we listen to new calls, and to `callId`, which must be watched. */
  async listening(callId?: string): Promise<void> {
    if (this.#state.phase === "connecting") await this.#patiently();
    if (this.#state.phase !== "live") {
      this.#readUnheard = true;
      return;
    }
    if (callId !== undefined) await this.#watches.get(callId)?.heard;
  }

  /** Keeps what is told from now on, to be merged into a read that is on its way; returns it when it is called. */
  record(): () => readonly Told[] {
    return this.#feed.record();
  }

  /** After a sleep the connection may be dead without knowing: asks, and connects anew when there is no answer. */
  async probe(): Promise<void> {
    if (!this.#socket.connected) {
      this.#reconnect(0);
    } else if ((await this.#questions.ask(wire.subscribeDashboard, "", PROBE_MS)) === undefined) {
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
      [wire.resyncRequired, this.#resync],
    ];
  }

  readonly #connected = async (): Promise<void> => {
    const session = ++this.#session;
    this.#refused.clear();
    const answers = [this.#questions.ask(wire.subscribeDashboard, "", ACK_MS)];
    for (const [callId, watch] of this.#watches) answers.push(this.#subscribe(callId, watch));
    const heard = await Promise.all(answers);
    if (session !== this.#session || !this.#socket.connected) return;
    if (heard.includes(undefined)) return this.#reconnect(RETRY_MS);
    this.#become("live");
    // Calls that came to be watched while we waited for the answers.
    for (const [callId, watch] of this.#watches) if (watch.heard === undefined) this.#subscribe(callId, watch);
    if (this.#readUnheard) {
      this.#readUnheard = false;
      this.#listener.resync("connected");
    }
  };

  readonly #disconnected = (reason: unknown): void => {
    this.#session++;
    this.#readUnheard = true;
    this.#questions.abandon();
    for (const watch of this.#watches.values()) watch.heard = undefined;
    this.#become("reconnecting");
    // Socket.IO comes back by itself, except when it was the server who hung up.
    if (reason === "io server disconnect") this.#reconnect(RETRY_MS);
  };

  readonly #failed = (): void => {
    this.#readUnheard = true;
    if (this.#state.phase === "connecting") this.#become("reconnecting");
  };

  readonly #moved = (): void => this.#listener.statsMoved();

  readonly #resync = (): void => this.#listener.resync("the realtime service may have missed updates");

  #subscribe(callId: string, watch: Watch): Promise<Ack | undefined> {
    const session = this.#session;
    const answer = this.#questions.ask(wire.subscribeCall, callId, ACK_MS).then((ack) => {
      if (session !== this.#session || ack === undefined) return ack;
      if (!ack.ok) {
        console.warn(`Not listening to call ${callId}: ${ack.error ?? "refused"}`);
        this.#refused.add(callId);
        this.#become(this.#state.phase);
      } else if (ack.snapshot === undefined) {
        this.#listener.uncertain(callId);
      } else {
        this.#feed.updated(ack.snapshot);
      }
      return ack;
    });
    watch.heard = answer.then((ack) => {
      if (ack === undefined && session === this.#session && this.#state.phase === "live") this.#reconnect(0);
    });
    return answer;
  }

  #forget(callId: string, watch: Watch): void {
    this.#watches.delete(callId);
    if (watch.heard !== undefined && this.#socket.connected) this.#socket.emit(wire.unsubscribeCall, callId);
    if (this.#refused.delete(callId)) this.#become(this.#state.phase);
  }

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
    if (same && this.#refused.size === this.#state.refused) return;
    this.#state = { phase, since: same ? this.#state.since : Date.now(), refused: this.#refused.size };
    for (const settle of this.#waiting) settle();
    for (const observer of this.#observers) observer();
  }
}
