import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { hashKey } from "@tanstack/react-query";

const BUSY_MS = 200;

interface Pending {
  last: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Refetches queries on request: each at most once per interval, and always once more after the last request. */
export class RefetchScheduler {
  readonly #client: QueryClient;
  readonly #pending = new Map<string, Pending>();

  constructor(client: QueryClient) {
    this.#client = client;
  }

  request(key: QueryKey, everyMs: number): void {
    // A hidden page refetches everything when it is shown again.
    if (document.visibilityState === "hidden") return;
    const hash = hashKey(key);
    const pending = this.#pending.get(hash) ?? { last: -Infinity, timer: undefined };
    this.#pending.set(hash, pending);
    if (pending.timer !== undefined) return;
    const refetch = (): void => {
      // A read that is in flight may have been answered before the change: wait for its end, then read.
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

  /** Every mounted query under this key, each as often as `every` says; undefined leaves it alone. */
  active(under: QueryKey, every: (key: QueryKey) => number | undefined): void {
    for (const { queryKey } of this.#client.getQueryCache().findAll({ queryKey: under, type: "active" })) {
      const everyMs = every(queryKey);
      if (everyMs !== undefined) this.request(queryKey, everyMs);
    }
  }

  /** Every mounted query, now; reads that are in flight are cancelled and repeated. */
  all(): void {
    void this.#client.invalidateQueries();
  }

  stop(): void {
    for (const pending of this.#pending.values()) clearTimeout(pending.timer);
    this.#pending.clear();
  }
}
