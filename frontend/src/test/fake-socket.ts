import type { Ack } from "../contracts";
import type { LiveSocket } from "../lib/live-socket";

type Listener = (...payloads: unknown[]) => void;

export interface Sent {
  readonly event: string;
  readonly payload: unknown;
  readonly ack: ((ack: Ack) => void) | undefined;
}

/** A socket that tests control: when it connects, what it answers and receives. */
export class FakeSocket implements LiveSocket {
  connected = false;
  /** How often connect() was called. */
  connects = 0;
  sent: Sent[] = [];
  /** Answers at once; undefined leaves it unacknowledged. */
  answer: (sent: Sent) => Ack | undefined = () => ({ ok: true });
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #unanswered = new Set<() => void>();

  connect(): void {
    this.connects++;
  }

  disconnect(): void {
    this.drop("io client disconnect");
  }

  on(event: string, listener: Listener): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener);
  }

  timeout(ms: number) {
    return {
      emitWithAck: (event: string, payload?: unknown) =>
        new Promise<Ack>((resolve, reject) => {
          const fail = (): void => settle(() => reject(new Error("operation has timed out")));
          const timer = setTimeout(fail, ms);
          const settle = (done: () => void): void => {
            clearTimeout(timer);
            this.#unanswered.delete(fail);
            done();
          };
          this.#unanswered.add(fail);
          this.emit(event, payload, (ack) => settle(() => resolve(ack)));
        }),
    };
  }

  emit(event: string, payload?: unknown, ack?: (ack: Ack) => void): void {
    const sent = { event, payload, ack };
    this.sent.push(sent);
    const answer = this.answer(sent);
    if (answer !== undefined) ack?.(answer);
  }

  /** The connection is established. */
  open(): void {
    this.connected = true;
    this.receive("connect");
  }

  drop(reason = "transport close"): void {
    if (!this.connected) return;
    this.connected = false;
    this.receive("disconnect", reason);
    for (const fail of this.#unanswered) fail();
  }

  receive(event: string, ...payloads: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...payloads);
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  payloads(event: string): unknown[] {
    return this.sent.filter((sent) => sent.event === event).map((sent) => sent.payload);
  }
}
