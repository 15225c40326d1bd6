type Timer = ReturnType<typeof setInterval>;

/** More than this between two ticks means that the computer, or the page, slept. */
const SLEPT_MS = 4_000;

/** One tick a second for every running time, and a callback when the page wakes from sleep or is shown again. */
export class Ticker {
  readonly #listeners = new Set<() => void>();
  readonly #onWake: (slept: boolean) => void;
  #timer: Timer | undefined;
  #last = 0;
  #hiddenAt: number | undefined;

  constructor(onWake: (slept: boolean) => void) {
    this.#onWake = onWake;
  }

  start(): void {
    this.#last = Date.now();
    this.#timer = setInterval(this.#tick, 1_000);
    document.addEventListener("visibilitychange", this.#visibility);
  }

  stop(): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#visibility);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Updates every running time now. */
  readonly notify = (): void => {
    for (const listener of this.#listeners) listener();
  };

  readonly #tick = (): void => {
    const now = Date.now();
    const slept = Math.abs(now - this.#last) > SLEPT_MS;
    this.#last = now;
    // Browsers throttle the timers of hidden pages; those wake when they are shown again.
    if (slept && document.visibilityState === "visible") this.#onWake(true);
    this.notify();
  };

  readonly #visibility = (): void => {
    const now = Date.now();
    if (document.visibilityState === "hidden") {
      this.#hiddenAt = now;
    } else if (this.#hiddenAt !== undefined) {
      this.#last = now;
      this.#onWake(now - this.#hiddenAt > SLEPT_MS);
      this.#hiddenAt = undefined;
    }
  };
}
