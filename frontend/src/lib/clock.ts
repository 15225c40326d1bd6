interface Sample {
  /** Server's time minus the local one, in ms; accurate to half a round trip. */
  readonly offset: number;
  readonly roundTrip: number;
}

/** The server's clock, estimated from the times in its answers; the local one may be wrong by hours. */
export class ServerClock {
  #samples: Sample[] = [];
  #best: Sample | undefined;

  /** Takes the time in an answer to a request that was sent at `sentAt` by the local clock. */
  observe(serverTime: string, sentAt: number, receivedAt: number): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server) || receivedAt < sentAt) return;
    const sample = { offset: server - (sentAt + receivedAt) / 2, roundTrip: receivedAt - sentAt };
    // Two samples that cannot both be true mean that a clock was set: only the new one counts.
    this.#samples = [...this.#samples.filter((older) => agree(older, sample)), sample].slice(-8);
    this.#best = this.#samples.toSorted((a, b) => a.roundTrip - b.roundTrip)[0];
  }

  /** The server's time in ms, or undefined before the first answer. */
  now(local = Date.now()): number | undefined {
    return this.#best === undefined ? undefined : local + this.#best.offset;
  }

  /** Forgets everything, as after a sleep. */
  reset(): void {
    this.#samples = [];
    this.#best = undefined;
  }
}

function agree(a: Sample, b: Sample): boolean {
  // Clocks drift apart by some ms between samples.
  return Math.abs(a.offset - b.offset) <= (a.roundTrip + b.roundTrip) / 2 + 50;
}
