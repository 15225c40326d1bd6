import { useEffect } from "react";

const STALE_MS = 120_000;
const LOOK_MS = 60_000;

/**
 * A page that nobody touches has to help itself: it loads itself again when it has been stale for long, and when there
 * is a newer one. Only if the server answers: a page that shows old numbers and says so is better than a browser's error.
 */
export function useRecovery(staleFor: number): void {
  const stuck = staleFor > STALE_MS;
  useEffect(() => {
    let first: string | undefined;
    const look = async (): Promise<void> => {
      const page = await servedPage();
      if (page === undefined) return;
      if (stuck || (first !== undefined && page !== first)) location.reload();
      first ??= page;
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
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
