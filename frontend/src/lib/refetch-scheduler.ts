import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { hashKey } from "@tanstack/react-query";

const BUSY_MS = 200;

interface Pending {
  last: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Reads shown queries again, each at most once in a while, and always once more after the last request. */
export class RefetchScheduler {
  readonly #client: QueryClient;
  readonly #pending = new Map<string, Pending>();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  request(key: QueryKey, everyMs: number): void {
    // Nobody looks; everything is read when the page is shown again.
    if (document.visibilityState === "hidden") return;
    const hash = hashKey(key);
    const pending = this.#pending.get(hash) ?? { last: -Infinity, timer: undefined };
    this.#pending.set(hash, pending);
    if (pending.timer !== undefined) return;
    const refetch = (): void => {
      // A read that is on its way may have been answered before the change: wait for its end, then read.
      if (this.#client.isFetching({ queryKey: key, exact: true }) > 0) {
        pending.timer = setTimeout(refetch, BUSY_MS);
        return;
      }
      pending.timer = undefined;
      pending.last = Date.now();
      void this.#client.invalidateQueries({ queryKey: key, exact: true });
    };
    pending.timer = setTimeout(refetch, Math.max(0, pending.last + everyMs - Date.now()));
  }

  /** Every query under this key that somebody looks at, each as often as `every` says; undefined leaves it alone. */
  active(under: QueryKey, every: (key: QueryKey) => number | undefined): void {
    for (const { queryKey } of this.#client.getQueryCache().findAll({ queryKey: under, type: "active" })) {
      const everyMs = every(queryKey);
      if (everyMs !== undefined) this.request(queryKey, everyMs);
    }
  }

  /** Everything that is shown, now; what is on its way is dropped and asked again. */
  all(): void {
    void this.#client.invalidateQueries();
  }

  stop(): void {
    for (const pending of this.#pending.values()) clearTimeout(pending.timer);
    this.#pending.clear();
  }
}
