import type { Ack } from "../contracts";
import { emitWithAck, type LiveSocket } from "./live-socket";
import { wire } from "./wire";

interface Watch {
  count: number;
  heard: Promise<void> | undefined;
  release: ReturnType<typeof setTimeout> | undefined;
}

export interface WatchListener {
  /** How a call stood when we began to listen to it. */
  snapshot(update: unknown): void;
  /** This call is listened to from now on, but nobody could say how it stands. */
  uncertain(callId: string): void;
  /** The service refused a call, or a refused one is no longer wanted. */
  refusedChanged(): void;
  /** A question was left without an answer. */
  unanswered(): void;
}

const ACK_MS = 5_000;
/** A call is listened to for a little longer than it is asked for, so that a read hands over to a view without a gap. */
const LINGER_MS = 3_000;

/** Which calls are listened to, each by one subscription however many views show it. */
export class Watches {
  readonly #socket: LiveSocket;
  readonly #listener: WatchListener;
  readonly #watches = new Map<string, Watch>();
  readonly #refused = new Set<string>();
  #session = 0;

  constructor(socket: LiveSocket, listener: WatchListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  get refused(): number {
    return this.#refused.size;
  }

  /** Listens to a call until the returned function is called; at once if `live`. */
  watch(callId: string, live: boolean): () => void {
    const watch = this.#watches.get(callId) ?? { count: 0, heard: undefined, release: undefined };
    this.#watches.set(callId, watch);
    watch.count++;
    clearTimeout(watch.release);
    if (watch.heard === undefined && live) void this.#subscribe(callId, watch);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      watch.count--;
      if (watch.count === 0) watch.release = setTimeout(() => this.#forget(callId, watch), LINGER_MS);
    };
  }

  /** Resolves when the call is listened to, or can't be. */
  async heard(callId: string): Promise<void> {
    await this.#watches.get(callId)?.heard;
  }

  /** A new connection knows none of our subscriptions: makes them all again. */
  renew(): Promise<Ack | undefined>[] {
    this.#session++;
    this.#refused.clear();
    return [...this.#watches].map(([callId, watch]) => this.#subscribe(callId, watch));
  }

  /** Subscribes to calls that came to be watched while we could not. */
  catchUp(): void {
    for (const [callId, watch] of this.#watches) if (watch.heard === undefined) void this.#subscribe(callId, watch);
  }

  /** The connection ended, and every subscription with it. */
  lose(): void {
    this.#session++;
    for (const watch of this.#watches.values()) watch.heard = undefined;
  }

  stop(): void {
    this.#session++;
    for (const watch of this.#watches.values()) clearTimeout(watch.release);
  }

  #subscribe(callId: string, watch: Watch): Promise<Ack | undefined> {
    const session = this.#session;
    const answer = emitWithAck(this.#socket, wire.subscribeCall, callId, ACK_MS).then((ack) => {
      if (session === this.#session && ack !== undefined) this.#answered(callId, ack);
      return ack;
    });
    watch.heard = answer.then((ack) => {
      if (ack === undefined && session === this.#session) this.#listener.unanswered();
    });
    return answer;
  }

  #answered(callId: string, ack: Ack): void {
    if (!ack.ok) {
      console.warn(`Not listening to call ${callId}: ${ack.error ?? "refused"}`);
      this.#refused.add(callId);
      this.#listener.refusedChanged();
    } else if (ack.snapshot === undefined) {
      this.#listener.uncertain(callId);
    } else {
      this.#listener.snapshot(ack.snapshot);
    }
  }

  #forget(callId: string, watch: Watch): void {
    this.#watches.delete(callId);
    if (watch.heard !== undefined && this.#socket.connected) this.#socket.emit(wire.unsubscribeCall, callId);
    if (this.#refused.delete(callId)) this.#listener.refusedChanged();
  }
}
