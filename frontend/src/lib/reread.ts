import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { hashKey } from "@tanstack/react-query";

const BUSY_MS = 200;

interface Turn {
  last: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Reads shown queries again, each at most once in a while, and always once more after the last request. */
export class Rereads {
  readonly #client: QueryClient;
  readonly #turns = new Map<string, Turn>();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  request(key: QueryKey, everyMs: number): void {
    // Nobody looks; everything is read when the page is shown again.
    if (document.visibilityState === "hidden") return;
    const hash = hashKey(key);
    const turn = this.#turns.get(hash) ?? { last: -Infinity, timer: undefined };
    this.#turns.set(hash, turn);
    if (turn.timer !== undefined) return;
    const fire = (): void => {
      // A read that is on its way may have been answered before the change: wait for its end, then read.
      if (this.#client.isFetching({ queryKey: key, exact: true }) > 0) {
        turn.timer = setTimeout(fire, BUSY_MS);
        return;
      }
      turn.timer = undefined;
      turn.last = Date.now();
      void this.#client.invalidateQueries({ queryKey: key, exact: true });
    };
    turn.timer = setTimeout(fire, Math.max(0, turn.last + everyMs - Date.now()));
  }

  /** Every query under this key that somebody looks at, each as often as `every` says; undefined leaves it alone. */
  shown(under: QueryKey, every: (key: QueryKey) => number | undefined): void {
    for (const { queryKey } of this.#client.getQueryCache().findAll({ queryKey: under, type: "active" })) {
      const everyMs = every(queryKey);
      if (everyMs !== undefined) this.request(queryKey, everyMs);
    }
  }

  /** Everything that is shown, now; what is on its way is dropped and asked again. */
  everything(): void {
    void this.#client.invalidateQueries();
  }

  stop(): void {
    for (const turn of this.#turns.values()) clearTimeout(turn.timer);
    this.#turns.clear();
  }
}
