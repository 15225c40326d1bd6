import { useEffect } from "react";

const STALE_MS = 120_000;
const CHECK_MS = 60_000;

/**
 * Reloads an unattended page when it has been stale for long, and when a newer version is served. Only if the server
 * answers: a page with old numbers that says so is better than the browser's error page.
 */
export function useRecovery(staleFor: number): void {
  const stuck = staleFor > STALE_MS;
  useEffect(() => {
    let first: string | undefined;
    const check = async (): Promise<void> => {
      const page = await servedPage();
      if (page === undefined) return;
      if (stuck || (first !== undefined && page !== first)) location.reload();
      first ??= page;
    };
    void check();
    const timer = setInterval(() => void check(), CHECK_MS);
    return () => clearInterval(timer);
  }, [stuck]);
}

async function servedPage(): Promise<string | undefined> {
  try {
    const answer = await fetch("/", { cache: "no-store", headers: { Accept: "text/html" } });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
