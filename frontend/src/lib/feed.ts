import type { CallStatusUpdate } from "../contracts";

/** Something that was told, and whether it was told of a new call. */
export interface Told {
  readonly update: CallStatusUpdate;
  readonly isNew: boolean;
}

const REMEMBERED = 5_000;

/** Passes on what is told, and keeps it for the reads that are on their way. */
export class Feed {
  readonly #pass: (told: Told) => void;
  readonly #announced = new Set<string>();
  readonly #recordings = new Set<Told[]>();

  constructor(pass: (told: Told) => void) {
    this.#pass = pass;
  }

  /** Keeps what is told from now on; returns it, and ends, when it is called. */
  record(): () => readonly Told[] {
    const told: Told[] = [];
    this.#recordings.add(told);
    return () => {
      this.#recordings.delete(told);
      return told;
    };
  }

  readonly updated = (update: unknown): void => {
    if (isUpdate(update)) this.#tell({ update, isNew: false });
  };

  readonly announced = (update: unknown): void => {
    // Updates are delivered at least once; a second announcement must not bring back a call that has moved on.
    if (!isUpdate(update) || this.#announced.has(update.callId)) return;
    this.#announced.add(update.callId);
    const [oldest] = this.#announced;
    if (this.#announced.size > REMEMBERED && oldest !== undefined) this.#announced.delete(oldest);
    this.#tell({ update, isNew: true });
  };

  #tell(told: Told): void {
    for (const recording of this.#recordings) recording.push(told);
    this.#pass(told);
  }
}

/** Older services announce less than a row; what can't be merged is left to the polls. */
function isUpdate(word: unknown): word is CallStatusUpdate {
  return typeof word === "object" && word !== null && "callId" in word && "sequence" in word && "flags" in word;
}
