import { useCallback, useSyncExternalStore } from "react";

/** Whether this media query matches, for what CSS alone can't decide. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (observer: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", observer);
      return () => media.removeEventListener("change", observer);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
