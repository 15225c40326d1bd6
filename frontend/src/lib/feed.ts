import type { CallStatusUpdate } from "../contracts";
import { Recorder } from "./recorder";

/** An update of a call; `isNew` when it announced the call. */
export interface LiveEvent {
  readonly update: CallStatusUpdate;
  readonly isNew: boolean;
}

const REMEMBERED = 5_000;

/** The updates of calls that come over the socket. */
export class Feed extends Recorder<LiveEvent> {
  readonly #announced = new Set<string>();

  readonly updated = (update: unknown): void => {
    if (isUpdate(update)) this.publish({ update, isNew: false });
  };

  readonly announced = (update: unknown): void => {
    // Delivery is at least once: a repeated announcement must not bring back a call that has left the list.
    if (!isUpdate(update) || this.#announced.has(update.callId)) return;
    this.#announced.add(update.callId);
    const [oldest] = this.#announced;
    if (this.#announced.size > REMEMBERED && oldest !== undefined) this.#announced.delete(oldest);
    this.publish({ update, isNew: true });
  };
}

/** Older services send less than a row; what can't be merged is left to polling. */
function isUpdate(payload: unknown): payload is CallStatusUpdate {
  return typeof payload === "object" && payload !== null && "callId" in payload && "sequence" in payload && "flags" in payload;
}
