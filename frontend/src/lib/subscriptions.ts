import type { Ack } from "../contracts";
import { emitWithAck, type LiveSocket } from "./live-socket";
import { wire } from "./wire";

interface Subscription {
  /** How many views need it. */
  count: number;
  /** Resolves with the answer to the subscription, whatever it says; undefined while there is none on this connection. */
  acknowledged: Promise<void> | undefined;
  release: ReturnType<typeof setTimeout> | undefined;
}

interface SubscriptionListener {
  /** The state of a call at the moment of its subscription. */
  onSnapshot(update: unknown): void;
  /** The call is subscribed, but the service had no snapshot of it. */
  onMissingSnapshot(callId: string): void;
  /** The number of refused calls changed. */
  onRefusedChange(): void;
  /** A subscription was not acknowledged in time. */
  onTimeout(): void;
}

const ACK_MS = 5_000;
/** A subscription outlives its last view by this, so that a read hands over to a view without a gap. */
const LINGER_MS = 3_000;

/** The subscribed calls: one subscription each, however many views show it. */
export class Subscriptions {
  readonly #socket: LiveSocket;
  readonly #listener: SubscriptionListener;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #refused = new Set<string>();
  #session = 0;

  constructor(socket: LiveSocket, listener: SubscriptionListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  get refused(): number {
    return this.#refused.size;
  }

  /** Subscribes to a call until the returned function is called; at once if `live`. */
  add(callId: string, live: boolean): () => void {
    const subscription = this.#subscriptions.get(callId) ?? { count: 0, acknowledged: undefined, release: undefined };
    this.#subscriptions.set(callId, subscription);
    subscription.count++;
    clearTimeout(subscription.release);
    if (subscription.acknowledged === undefined && live) void this.#subscribe(callId, subscription);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      subscription.count--;
      if (subscription.count === 0) subscription.release = setTimeout(() => this.#remove(callId, subscription), LINGER_MS);
    };
  }

  /** Resolves when the call is subscribed, or was refused. */
  async acknowledged(callId: string): Promise<void> {
    await this.#subscriptions.get(callId)?.acknowledged;
  }

  /** A new connection has none of the subscriptions: makes them all again. */
  renewAll(): Promise<Ack | undefined>[] {
    this.#session++;
    this.#refused.clear();
    return [...this.#subscriptions].map(([callId, subscription]) => this.#subscribe(callId, subscription));
  }

  /** Subscribes to the calls that were added without a connection. */
  subscribePending(): void {
    for (const [callId, subscription] of this.#subscriptions)
      if (subscription.acknowledged === undefined) void this.#subscribe(callId, subscription);
  }

  /** The connection ended, and every subscription with it. */
  disconnected(): void {
    this.#session++;
    for (const subscription of this.#subscriptions.values()) subscription.acknowledged = undefined;
  }

  stop(): void {
    this.#session++;
    for (const subscription of this.#subscriptions.values()) clearTimeout(subscription.release);
  }

  #subscribe(callId: string, subscription: Subscription): Promise<Ack | undefined> {
    const session = this.#session;
    const answer = emitWithAck(this.#socket, wire.subscribeCall, callId, ACK_MS).then((ack) => {
      if (session === this.#session && ack !== undefined) this.#answered(callId, ack);
      return ack;
    });
    subscription.acknowledged = answer.then((ack) => {
      if (ack === undefined && session === this.#session) this.#listener.onTimeout();
    });
    return answer;
  }

  #answered(callId: string, ack: Ack): void {
    if (!ack.ok) {
      console.warn(`Subscription to call ${callId} refused (${ack.error ?? "no reason given"}); it is polled instead`);
      this.#refused.add(callId);
      this.#listener.onRefusedChange();
    } else if (ack.snapshot === undefined) {
      this.#listener.onMissingSnapshot(callId);
    } else {
      this.#listener.onSnapshot(ack.snapshot);
    }
  }

  #remove(callId: string, subscription: Subscription): void {
    this.#subscriptions.delete(callId);
    if (subscription.acknowledged !== undefined && this.#socket.connected) this.#socket.emit(wire.unsubscribeCall, callId);
    if (this.#refused.delete(callId)) this.#listener.onRefusedChange();
  }
}
