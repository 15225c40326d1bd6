/**
 * Batches items that arrive fast: the first is passed on at once, those that follow within `everyMs` together at its
 * end. Rendering for each of two hundred updates a second would make the page stutter.
 */
export class Batch<T> {
  readonly #pass: (items: readonly T[]) => void;
  readonly #everyMs: number;
  #items: T[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pass: (items: readonly T[]) => void, everyMs = 50) {
    this.#pass = pass;
    this.#everyMs = everyMs;
  }

  readonly add = (item: T): void => {
    this.#items.push(item);
    if (this.#timer === undefined) this.#flush();
  };

  stop(): void {
    clearTimeout(this.#timer);
  }

  readonly #flush = (): void => {
    const items = this.#items;
    this.#items = [];
    this.#timer = items.length === 0 ? undefined : setTimeout(this.#flush, this.#everyMs);
    if (items.length > 0) this.#pass(items);
  };
}
