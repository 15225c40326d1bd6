/** Passes items on, and records them for the reads that are in flight. */
export class Recorder<T> {
  readonly #pass: (item: T) => void;
  readonly #recordings = new Set<T[]>();

  constructor(pass: (item: T) => void) {
    this.#pass = pass;
  }

  /** Records items from now on; the returned function ends the recording and gives it. */
  record(): () => readonly T[] {
    const recording: T[] = [];
    this.#recordings.add(recording);
    return () => {
      this.#recordings.delete(recording);
      return recording;
    };
  }

  readonly publish = (item: T): void => {
    for (const recording of this.#recordings) recording.push(item);
    this.#pass(item);
  };
}
