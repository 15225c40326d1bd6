import type { CallStatusUpdate } from "../contracts";
import { Recorder } from "./recorder";

/** Something that was told, and whether it was told of a new call. */
export interface LiveEvent {
  readonly update: CallStatusUpdate;
  readonly isNew: boolean;
}

const REMEMBERED = 5_000;

/** What is told of calls. */
export class Feed extends Recorder<LiveEvent> {
  readonly #announced = new Set<string>();

  readonly updated = (update: unknown): void => {
    if (isUpdate(update)) this.tell({ update, isNew: false });
  };

  readonly announced = (update: unknown): void => {
    // Updates are delivered at least once; a second announcement must not bring back a call that has moved on.
    if (!isUpdate(update) || this.#announced.has(update.callId)) return;
    this.#announced.add(update.callId);
    const [oldest] = this.#announced;
    if (this.#announced.size > REMEMBERED && oldest !== undefined) this.#announced.delete(oldest);
    this.tell({ update, isNew: true });
  };
}

/** Older services announce less than a row; what can't be merged is left to the polls. */
function isUpdate(word: unknown): word is CallStatusUpdate {
  return typeof word === "object" && word !== null && "callId" in word && "sequence" in word && "flags" in word;
}
