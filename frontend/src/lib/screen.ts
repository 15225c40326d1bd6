import { useCallback, useSyncExternalStore } from "react";

/** Whether the window is as this media query says, for what CSS alone can't decide. */
export function useMedia(query: string): boolean {
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
