/** Passes on what is told, and keeps it for the reads that are on their way. */
export class Recorder<T> {
  readonly #pass: (told: T) => void;
  readonly #recordings = new Set<T[]>();

  constructor(pass: (told: T) => void) {
    this.#pass = pass;
  }

  /** Keeps what is told from now on; returns it, and ends, when it is called. */
  record(): () => readonly T[] {
    const told: T[] = [];
    this.#recordings.add(told);
    return () => {
      this.#recordings.delete(told);
      return told;
    };
  }

  readonly tell = (told: T): void => {
    for (const recording of this.#recordings) recording.push(told);
    this.#pass(told);
  };
}
