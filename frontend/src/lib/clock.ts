interface Sample {
  /** Server's time minus ours, in ms; true within half a round trip. */
  readonly offset: number;
  readonly roundTrip: number;
}

/** The server's clock, estimated from the times that it tells; ours may be wrong by hours. */
export class ServerClock {
  #samples: Sample[] = [];
  #best: Sample | undefined;

  /** Takes a time that the server told in an answer to a question asked at `sentAt` by our clock. */
  observe(serverTime: string, sentAt: number, receivedAt: number): void {
    const told = Date.parse(serverTime);
    if (Number.isNaN(told) || receivedAt < sentAt) return;
    const sample = { offset: told - (sentAt + receivedAt) / 2, roundTrip: receivedAt - sentAt };
    // Two samples that cannot both be true mean that a clock was set: only the new one counts.
    this.#samples = [...this.#samples.filter((older) => agree(older, sample)), sample].slice(-8);
    this.#best = this.#samples.toSorted((a, b) => a.roundTrip - b.roundTrip)[0];
  }

  /** The server's time in ms, or undefined as long as it was never told. */
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
