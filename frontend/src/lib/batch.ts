/**
 * Gathers what comes fast: the first is passed on at once, what follows within `everyMs` together at its end. Nobody
 * reads twenty pictures a second, but drawing two hundred would make the page stutter.
 */
export class Batch<T> {
  readonly #pass: (gathered: readonly T[]) => void;
  readonly #everyMs: number;
  #gathered: T[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pass: (gathered: readonly T[]) => void, everyMs = 50) {
    this.#pass = pass;
    this.#everyMs = everyMs;
  }

  readonly add = (item: T): void => {
    this.#gathered.push(item);
    if (this.#timer === undefined) this.#flush();
  };

  stop(): void {
    clearTimeout(this.#timer);
  }

  readonly #flush = (): void => {
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#timer = gathered.length === 0 ? undefined : setTimeout(this.#flush, this.#everyMs);
    if (gathered.length > 0) this.#pass(gathered);
  };
}
