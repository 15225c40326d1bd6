import type { Ack } from "../contracts";
import type { LiveSocket } from "./live-socket";

/** Questions over the socket, each of which ends: with its answer, or without one when time or the connection runs out. */
export class Questions {
  readonly #socket: LiveSocket;
  readonly #open = new Set<() => void>();

  constructor(socket: LiveSocket) {
    this.#socket = socket;
  }

  ask(event: string, word: string, patience: number): Promise<Ack | undefined> {
    return new Promise((resolve) => {
      const settle = (ack?: Ack): void => {
        clearTimeout(timer);
        this.#open.delete(settle);
        resolve(ack);
      };
      const timer = setTimeout(settle, patience);
      this.#open.add(settle);
      this.#socket.emit(event, word, settle);
    });
  }

  /** The connection ended: no answer can come any more. */
  abandon(): void {
    for (const settle of this.#open) settle();
  }
}
